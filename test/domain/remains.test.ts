import { draggedColumn } from '../../nodes/WechatMarketingCode/domain/draggedColumn';
import { remainsIn } from '../../nodes/WechatMarketingCode/domain/remains';

describe('the remains of a failed expression', () => {
	it.each([
		['春季 Invalid DateTime', 'Invalid DateTime'],
		['Invalid Date 2026', 'Invalid Date'],
		['[object Object]', '[object Object]'],
		['茶[object Object]茶', '[object Object]'],
		['pages/index/index?batch=undefined', 'undefined'],
		['pages/index/index?batch=undefined&x=1', 'undefined'],
		['pages/index/index?batch=null', 'null'],
		['pages/index/index?d=Invalid%20DateTime', 'Invalid%20DateTime'],
		['pages/index/index?d=Invalid+Date', 'Invalid+Date'],
		['pages/undefined/index', 'undefined'],
		['Tea undefined', 'undefined'],
		['undefined春季', 'undefined'],
		['春季null', 'null'],
		['Tea undefinedml', 'undefinedml'],
		['Teaundefined', 'undefined'],
		['Tea NaNml', 'NaNml'],
		['Tea NaNkg', 'NaNkg'],
		['NaN元', 'NaN'],
		['null%', 'null'],
		['SKU-null', 'null'],
		['2026-NaN-05', 'NaN'],
		['user_null_1', 'null'],
		['绿茶 #N/A', '#N/A'],
		['绿茶 #REF! 500', '#REF!'],
		['#DIV/0!', '#DIV/0!'],
		['x=#NAME?', '#NAME?'],
	])('are seen in %p', (text, left) => {
		expect(remainsIn(text)).toBe(left);
	});

	it.each([
		...['Null-Zucker', 'Cola Null Zucker', 'null-zucker', 'NaNa', 'NaNa 500ml', 'Nano', 'Banane'],
		...[
			'annulliert',
			'pages/nullable/index',
			'Nullarbor',
			'pages/index/index?to=null_island',
			'pages/index/index?id=undefinedX',
			'pages/index/index?id=undefined_x',
			'pages/undefined-behaviour/index',
			'Undefined Beauty',
			'Invalid Dates Club',
		],
		...[
			'#1',
			'#NEW',
			'Tee #SALE!',
			'object Object',
			'绿茶 500ml',
			'pages/index/index?a=1',
			'Nan Jing',
		],
	])('are not seen in %p', (text) => {
		expect(remainsIn(text)).toBeUndefined();
	});
});

describe('a dragged column', () => {
	it.each([
		['={{ $json.Von }}', 'Von'],
		['={{$json["Von"]}}', 'Von'],
		["={{ $json['a}} b'] }}", 'a}} b'],
		['={{ $json["say \\"x\\""] }}', 'say "x"'],
		["={{ $('Read file').item.json.起始位 }}", '起始位'],
		["={{ $('Read (1)').first().json['Code Start'] }}", 'Code Start'],
		['={{ $node["Read"].json["Code Start"] }}', 'Code Start'],
		['={{ $input.item.json.Von }}', 'Von'],
		['={{ $json.Von }}\n', 'Von'],
		['{{ $json.Von }}', 'Von'],
		['=  {{$json [ "Von" ]}}', 'Von'],
		['={{ $json[  `Von`  ] }}', 'Von'],
	])('%p is %p', (raw, name) => {
		expect(draggedColumn(raw)).toBe(name);
	});

	it.each([
		...[
			'Von',
			'',
			'=Von',
			'={{ "Von" }}',
			'={{ $json }}',
			'={{ $json.a.b }}',
			'={{ $json.a + 1 }}',
		],
		...['x {{ $json.Von }}', '={{ $json.Von }} x', '={{ $json.Von }}{{ $json.Bis }}', 7, null, {}],
	])('%p is none', (raw) => {
		expect(draggedColumn(raw)).toBeUndefined();
	});
});
