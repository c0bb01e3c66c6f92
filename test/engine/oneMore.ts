import { asSaid } from '../../nodes/WechatMarketingCode/domain/sentence';
import { flag, number } from '../../nodes/WechatMarketingCode/actions/options';
import { text } from '../../nodes/WechatMarketingCode/actions/code/activate/field';
import { fields } from '../../nodes/WechatMarketingCode/actions/code/activate/fields';
import { options } from '../../nodes/WechatMarketingCode/actions/code/activate/options';

/** A field and two options that the package does not have, each told once. Imported before anything that derives from the records. */
Object.assign(fields, {
	batchNumber: text({
		label: 'Batch Number',
		wire: 'batch_number',
		optional: true,
		description: 'Production batch',
		header: '生产批号',
		headers: 'batchnumber lot 生产批号',
		doubt: (batch) => (batch.startsWith('#') ? asSaid('a batch has no #.') : undefined),
	}),
});
Object.assign(options, {
	beQuiet: flag(false, { label: 'Be Quiet', description: 'Whether to say less' }),
	patience: number(3, { label: 'Patience', description: 'Tries', min: 1, max: 9, whole: true }),
});
