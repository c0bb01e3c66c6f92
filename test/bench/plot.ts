import type { WireResult } from './rounds';

const WIDTH = 880;
const LEFT = 290;
const RIGHT = 90;
const ROW = 40;
const TOP = 58;
const BAR = 22;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Rows per second of each contestant as an SVG of horizontal bars. The scale is logarithmic: between
 * the slowest and the fastest lie three powers of ten. Who ended no round has no bar. Readable on light and on dark pages.
 */
export function plotOf(all: WireResult[], caption: string): string {
	const results = all.filter(({ rounds }) => rounds.length > 0);
	const highest = 10 ** Math.ceil(Math.log10(Math.max(...results.map((one) => one.rowsPerSecond))));
	const lowest = 10;
	const x = (value: number) =>
		LEFT +
		(Math.log10(Math.max(value, lowest) / lowest) / Math.log10(highest / lowest)) *
			(WIDTH - LEFT - RIGHT);
	const bottom = TOP + results.length * ROW;
	const ticks: number[] = [];
	for (let tick = lowest; tick <= highest; tick *= 10) ticks.push(tick);
	const grid = ticks.map(
		(tick) =>
			`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 6}" y2="${bottom}"/>` +
			`<text class="soft" x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${tick.toLocaleString('en-US')}</text>`,
	);
	const bars = results.map(({ name, rowsPerSecond }, at) => {
		const y = TOP + at * ROW;
		const middle = y + BAR / 2 + 5;
		const kind = name.startsWith('This node') ? 'ours' : 'other';
		return (
			`<text x="${LEFT - 10}" y="${middle}" text-anchor="end">${escaped(name)}</text>` +
			`<rect class="${kind}" x="${LEFT}" y="${y}" width="${(x(rowsPerSecond) - LEFT).toFixed(1)}" height="${BAR}" rx="3"/>` +
			`<text class="strong" x="${(x(rowsPerSecond) + 8).toFixed(1)}" y="${middle}">${Math.round(rowsPerSecond).toLocaleString('en-US')}</text>`
		);
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 36}" font-family="system-ui, sans-serif" font-size="14" role="img" aria-label="${escaped(caption)}">
<style>
text { fill: #24292f } .soft { fill: #656d76; font-size: 12px } .strong { font-weight: 600 } .title { font-size: 16px; font-weight: 600 }
.grid { stroke: #d0d7de } .ours { fill: #07c160 } .other { fill: #9aa4af } .page { fill: #ffffff }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .soft { fill: #9198a1 } .grid { stroke: #3d444d } .page { fill: #0d1117 } }
</style>
<rect class="page" width="100%" height="100%"/>
<text class="title" x="12" y="24">Rows activated per second</text>
<text class="soft" x="12" y="42">${escaped(caption)}</text>
${grid.join('\n')}
${bars.join('\n')}
</svg>
`;
}
