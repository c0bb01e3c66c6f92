import type { IDataObject } from 'n8n-workflow';
import { APPLICATION } from './world';

/** A good row under the headers that most sheets have. */
export const row = (start: unknown, end: unknown, more: IDataObject = {}): IDataObject => ({
	申请单号: APPLICATION,
	起始位: start as number,
	结束位: end as number,
	活动名称: '春季扫码',
	品牌: '山泉',
	商品标题: '绿茶 500ml',
	条码: '6941873400136',
	小程序AppID: 'wx1234567890abcdef',
	小程序路径: 'pages/index/index',
	...more,
});

export const without = (cells: IDataObject, ...headers: string[]): IDataObject =>
	Object.fromEntries(Object.entries(cells).filter(([header]) => !headers.includes(header)));
