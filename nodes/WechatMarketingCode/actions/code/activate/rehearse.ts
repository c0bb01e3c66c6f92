import { cutAtBlocks, describeRange } from '../../../domain/ranges';
import type { Verdicts } from '../../../run/operation';
import { outcomeOf, type ActivationOutcome } from './outcome';
import { spanOf, type ActivationCall } from './plan';

/** What a call would send, row by row. Dry run: nothing goes out. */
export function rehearse({ values, rows, indexes }: ActivationCall): Verdicts<ActivationOutcome> {
	const span = spanOf(rows);
	const what = span === undefined ? 'all codes' : describeRange(span);
	const calls =
		span === undefined
			? 'one call for each of its blocks'
			: cutAtBlocks(span).length > 1
				? `1 call (or ${cutAtBlocks(span).length}, if WeChat wants it by blocks of 50,000)`
				: '1 call';
	const shared =
		indexes.length > 1 ? `, shared by rows ${indexes.map((index) => index + 1).join(', ')}` : '';
	const message = `Dry run, nothing was sent. Would activate ${what} of application ${values.applicationId} in ${calls}${shared}: a scan would open ${values.wxaPath} of mini program ${values.wxaAppId} for "${values.productTitle}" (${values.productCode}).`;
	return indexes.map((index) => ({ index, outcome: outcomeOf('dry_run', message) }));
}
