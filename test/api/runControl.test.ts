import { RunControl } from '../../nodes/WechatMarketingCode/api/runControl';

type RowEnd = Parameters<RunControl['rowsEnded']>[0][number];
const said = (en: string) => ({ en, zh: en });
const refused = (errcode: number): RowEnd => ({ good: false, errcode, errmsg: 'no' });
const silent: RowEnd = { good: false, errcode: null, errmsg: null, unanswered: said('Silence') };

describe('what ends a run', () => {
	const after = (ends: readonly RowEnd[]) => {
		const run = new RunControl();
		for (const end of ends) run.rowsEnded([end]);
		return run.stopped;
	};
	const times = (count: number, end: RowEnd) => Array<RowEnd>(count).fill(end);

	it('five rows in a row without an answer, and not four', () => {
		expect(after(times(4, silent))).toBeUndefined();
		expect(after(times(5, silent))?.kind).toBe('silence');
		expect(after([...times(4, silent), refused(80306), silent])).toBeUndefined();
	});

	it('twenty rows in a row with one refusal that nobody knows, and not nineteen', () => {
		expect(after(times(19, refused(77777)))).toBeUndefined();
		expect(after(times(20, refused(77777)))?.kind).toBe('account');
		expect(after([...times(19, refused(77777)), refused(77778)])).toBeUndefined();
	});

	it('no number of refusals of the rows themselves, of rows that went well or never reached WeChat', () => {
		for (const errcode of [80306, 0]) expect(after(times(50, refused(errcode)))).toBeUndefined();
		expect(after(times(50, { ...refused(77777), good: true }))).toBeUndefined();
		expect(after(times(50, { good: false, errcode: null, errmsg: null }))).toBeUndefined();
	});

	it('one call counts once, however many rows share it, and not at all where they ended differently', () => {
		const run = new RunControl();
		for (let calls = 0; calls < 4; calls++) run.rowsEnded(times(10, silent));
		run.rowsEnded([]);
		expect(run.stopped).toBeUndefined();
		run.rowsEnded([silent, refused(80306)]);
		run.rowsEnded([silent]);
		expect(run.stopped).toBeUndefined();
		for (let calls = 0; calls < 4; calls++) run.rowsEnded([silent]);
		expect(run.stopped?.kind).toBe('silence');
	});
});

describe('the reason for which a run ends', () => {
	const reason = (kind: 'row' | 'account' | 'silence', en: string) => ({
		kind,
		sentence: said(en),
	});

	it('is the first one; that of a single row gives way to one of the account, and to no other row’s', () => {
		const run = new RunControl();
		run.stop(reason('row', 'first row'));
		run.stop(reason('row', 'second row'));
		expect(run.stopped?.sentence.en).toBe('first row');
		expect(run.mayContinue).toBe(true);
		run.stop(reason('account', 'account'));
		run.stop(reason('silence', 'silence'));
		run.stop(reason('row', 'third row'));
		expect(run.stopped?.sentence.en).toBe('account');
		expect(run.mayContinue).toBe(false);
	});

	it('is the cancel, whatever came before', () => {
		const cancel = new AbortController();
		const run = new RunControl(cancel.signal);
		expect(run.mayContinue).toBe(true);
		run.stop(reason('account', 'account'));
		cancel.abort();
		expect(run.stopped?.kind).toBe('cancelled');
		expect(run.mayContinue).toBe(false);
	});
});
