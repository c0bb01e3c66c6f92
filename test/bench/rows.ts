/** The application whose codes the benchmark activates; the simulator adopts it with 20,000,000 codes. */
export const APPLICATION = '681200417';

/** What every row shares, as a sheet of one product would have it. */
export const SHARED_CELLS = {
	申请单号: APPLICATION,
	活动名称: '2026春茶开采季',
	品牌: '云岭山房',
	商品标题: '明前龙井 礼盒装 250g',
	条码: '6972345100186',
	小程序AppID: 'wx5f3a1c9e7b2d4068',
	小程序路径: 'pages/tea/index',
};

/** One code a row, each next to the one before, with a column that is only passed on. */
export const sheetRow = (at: number, firstCode = 0): Record<string, string | number> => ({
	...SHARED_CELLS,
	起始位: firstCode + at,
	结束位: firstCode + at,
	印刷批次: `CY26-${at}`,
});

/** The body of codeactive for such a row, in WeChat's own names. */
export const codeActiveBody = (code: number): Record<string, string | number> => ({
	application_id: Number(APPLICATION),
	activity_name: SHARED_CELLS.活动名称,
	product_brand: SHARED_CELLS.品牌,
	product_title: SHARED_CELLS.商品标题,
	product_code: SHARED_CELLS.条码,
	wxa_appid: SHARED_CELLS.小程序AppID,
	wxa_path: SHARED_CELLS.小程序路径,
	wxa_type: 0,
	code_start: code,
	code_end: code,
});
