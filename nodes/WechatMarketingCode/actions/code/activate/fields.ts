import { digitsOnWire } from '../../../api/json';
import {
	readAppId,
	readBarcode,
	readCount,
	readDigits,
	readWxaType,
	type WxaType,
} from '../../../domain/cells';
import { pathWarning } from '../../../domain/path';
import { spelledAppId, spelledNumber, spelledPath } from '../../../domain/spelling';
import { applicationIdProperty, POSITION_HINT } from '../../shared';
import { position, text, value } from './field';

/**
 * The fields, one record each, in the order of the panel.
 *
 * Headers that mean different things to different people are left out: "AppID" (application,
 * mini program or service account), "Code" and 编码/商品编码/SKU (barcode or the seller's own number),
 * 批次号/batch (production batch or isv_application_id), 单号, "From"/"To", "Name"/名称, "Number",
 * "Amount", "Version"/版本, "Page"/页面, "Mini Program"/小程序 (its name or its id), "Range".
 */
export const fields = {
	applicationId: text({
		label: applicationIdProperty.displayName,
		wire: 'application_id',
		read: readDigits,
		toWire: digitsOnWire,
		spelling: spelledNumber,
		description: applicationIdProperty.description,
		placeholder: applicationIdProperty.placeholder,
		header: '申请单号',
		headers: `applicationid application applicationno applicationnumber applicationnum applyid
			codeapplicationid marketcodeapplicationid 申请单号 申请单 申请单id 申请单编号 申请单编码
			申请id 申请号 申请编号 码申请单号 二维码申请单号 一物一码申请单号 微信申请单号 申請單號
			申請單 申請編號 申請號`,
	}),
	codeStart: position({
		label: 'Code Start',
		wire: 'code_start',
		ofRange: ['startEnd', 'startCount'],
		sharesColumn: true,
		placeholder: 'e.g. 0',
		description: 'Position of the first code to activate',
		panel: { hint: `${POSITION_HINT}, unless the option Numbering says otherwise` },
		header: '起始位',
		headers: `codestart start startcode startindex startposition startpos startno startnumber
			begin codebegin begincode rangestart startofrange codefrom fromcode fromindex firstcode
			firstindex firstposition codestartindex codestartposition startincl startinclusive 起始
			起始位 开始 开始位 起始位置 开始位置 起始码 开始码 起始序号 开始序号 起始号 开始号
			起始编号 开始编号 起始索引 开始索引 码段起始 码段开始 码段起始位 起始码位 激活起始位
			激活开始位 起始值 开始值 起码 首码 起始下标 開始 開始位 開始位置 起始碼 開始碼 起始序號
			起始編號`,
	}),
	codeEnd: position({
		label: 'Code End',
		wire: 'code_end',
		ofRange: ['startEnd'],
		sharesColumn: true,
		placeholder: 'e.g. 9999',
		description:
			'Position of the last code to activate, which is included: 0 to 9999 are 10,000 codes',
		panel: { hint: `${POSITION_HINT}, unless the option Numbering says otherwise` },
		header: '结束位',
		headers: `codeend end endcode endindex endposition endpos endno endnumber finish rangeend
			endofrange codeto tocode toindex lastcode lastindex lastposition codeendindex
			codeendposition endincl endinclusive 结束 结束位 结束位置 结束码 终止 终止位 终止位置
			终止码 截止位 截止码 结束序号 终止序号 结束号 终止号 结束编号 结束索引 码段结束
			码段结束位 结束码位 激活结束位 结束值 止码 尾码 末码 结束下标 結束 結束位 結束位置
			結束碼 終止 終止碼 結束序號 結束編號`,
	}),
	codeCount: position({
		label: 'Code Count',
		ofRange: ['startCount'],
		read: readCount,
		placeholder: 'e.g. 10000',
		description: 'How many codes to activate, beginning with Code Start',
		header: '数量',
		headers: `codecount count quantity qty numberofcodes codequantity codeqty codescount
			countofcodes noofcodes codenumbers 数量 码数量 二维码数量 激活数量 个数 码个数 数目 码数
			码量 激活个数 數量 碼數量 個數`,
	}),
	activityName: text({
		label: 'Activity Name',
		wire: 'activity_name',
		placeholder: 'e.g. Spring Promotion 2026',
		description:
			"Name of the campaign. WeChat's statistics are split by it, so write it the same way in every row.",
		header: '活动名称',
		headers: `activityname activity campaign campaignname marketingcampaign marketingactivity
			promotion promotionname activitytitle campaigntitle 活动名称 活动 活动名 营销活动
			营销活动名称 推广活动 促销活动 活动标题 所属活动 活動名稱 活動 活動名`,
	}),
	productBrand: text({
		label: 'Product Brand',
		wire: 'product_brand',
		placeholder: 'e.g. Mountain Tea',
		description: "Brand of the product. WeChat's statistics are split by it.",
		header: '品牌',
		headers: `productbrand brand brandname goodsbrand itembrand 品牌 品牌名称 品牌名 商品品牌
			产品品牌 所属品牌 品牌名稱 產品品牌`,
	}),
	productTitle: text({
		label: 'Product Title',
		wire: 'product_title',
		placeholder: 'e.g. Green Tea 500 ml',
		description: "Name of the product. WeChat's statistics are split by it.",
		header: '商品标题',
		headers: `producttitle product productname title goods goodsname goodstitle itemname
			itemtitle 商品标题 商品名称 商品 产品 商品名 产品名称 产品名 产品标题 品名 货品名称
			货品名 存货名称 标题 商品標題 商品名稱 產品 產品名稱 產品名 產品標題 標題 貨品名稱`,
	}),
	productCode: text({
		label: 'Product Code (EAN)',
		wire: 'product_code',
		read: readBarcode,
		placeholder: 'e.g. 6941873400136',
		description:
			'Barcode (条码) printed on the product, usually EAN-13. A barcode that the coding centre (编码中心) does not know goes to review for about 24 hours.',
		header: '条码',
		headers: `productcode barcode ean eancode eanbarcode barcodeean ean13 ean8 ean13code
			ean13barcode productbarcode itembarcode goodsbarcode gtin gtin13 gtin14 upc upccode
			barcodenumber barcodeno productean productcodeean retailbarcode 条码 商品条码 条形码
			商品条形码 产品条码 产品条形码 货品条码 国际条码 国际条形码 ean码 ean条码 69码 69条码
			商品条码ean 商品码 条码号 条形码号 包装条码 條碼 商品條碼 條形碼 商品條形碼 產品條碼
			國際條碼`,
	}),
	wxaAppId: text({
		label: 'Mini Program App ID',
		wire: 'wxa_appid',
		read: readAppId,
		spelling: spelledAppId,
		placeholder: 'e.g. wx1234567890abcdef',
		description:
			'AppID of the mini program that a scan opens: not that of the service account in the credential',
		header: '小程序AppID',
		headers: `wxaappid miniprogramappid miniprogramid miniprogramapplicationid miniappid
			miniappappid weappappid weappid wechatminiprogramappid wechatminiprogramid
			weixinminiprogramappid weixinminiprogramid wechatminiappid mpappid xcxappid
			appidofminiprogram 小程序appid 小程序id 微信小程序appid 微信小程序id 小程序的appid
			跳转小程序appid 跳转小程序id 跳转小程序 小程序应用id 小程式appid 小程式id`,
	}),
	wxaPath: text({
		label: 'Mini Program Path',
		wire: 'wxa_path',
		spelling: spelledPath,
		doubt: pathWarning,
		placeholder: 'e.g. pages/index/index',
		description:
			'Page of the mini program that a scan opens, without a leading slash. WeChat adds code_ticket to it. It can never be changed for these codes: use a page that you can route on from.',
		header: '小程序路径',
		headers: `wxapath path pagepath miniprogrampath miniprogrampage miniprogrampagepath
			miniapppath miniapppagepath miniapppage weapppath weapppagepath wechatminiprogrampath
			wechatminiprogrampagepath weixinminiprogrampath 小程序路径 页面路径 小程序页面路径
			小程序页面 微信小程序路径 微信小程序页面路径 跳转路径 跳转页面 跳转页面路径
			跳转小程序路径 小程序跳转路径 路径 落地页路径 小程序落地页 小程序页面地址 小程序路徑
			小程式路徑 頁面路徑 路徑 跳轉路徑`,
	}),
	wxaType: value<WxaType>({
		label: 'Mini Program Version',
		wire: 'wxa_type',
		fallback: 0,
		optional: true,
		read: readWxaType,
		description: 'Which version of the mini program a scan opens',
		panel: {
			type: 'options',
			options: [
				{ name: 'Release (正式版)', value: 0 },
				{ name: 'Development (开发版)', value: 1 },
				{ name: 'Trial (体验版)', value: 2 },
			],
		},
		header: '小程序版本',
		headers: `wxatype miniprogramversion miniprogramtype miniprogramversiontype miniappversion
			miniapptype weappversion weapptype wxaversion envversion miniprogramenvversion
			wechatminiprogramversion weixinminiprogramversion 小程序版本 微信小程序版本 小程序类型
			小程序版本类型 小程序环境 跳转小程序版本 跳转版本 小程式版本`,
	}),
};
