/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the source tree; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '..');

/** One sentence as the source has it. */
export interface Written {
	/** `nodes/…/words.ts:12` */
	readonly at: string;
	readonly en: Text;
	readonly zh: Text;
}

/** What stands in a text by itself, and what is put into it. */
export interface Text {
	/** The text with `…` for each fact. */
	readonly text: string;
	/** Names that the facts are made of. */
	readonly facts: ReadonlySet<string>;
}

/** Every pair of an English and a Chinese text in the shipped source. */
export function writtenSentences(): Written[] {
	const folder = join(ROOT, 'nodes');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => sentencesIn(join('nodes', name)));
}

function sentencesIn(file: string): Written[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
	const found: Written[] = [];
	const visit = (node: ts.Node): void => {
		const pair = pairIn(node);
		if (pair !== undefined) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			found.push({ at: `${file}:${line + 1}`, en: textOf(pair[0]), zh: textOf(pair[1]) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found.filter(({ en, zh }) => en.text !== '…' || zh.text !== '…');
}

/** en`…`.zh`…`, or `{ en: …, zh: … }` with a text in it. */
function pairIn(node: ts.Node): [ts.Expression, ts.Expression] | undefined {
	if (ts.isTaggedTemplateExpression(node) && ts.isPropertyAccessExpression(node.tag)) {
		const { expression, name } = node.tag;
		return ts.isTaggedTemplateExpression(expression) && name.text === 'zh'
			? [expression.template, node.template]
			: undefined;
	}
	if (!ts.isObjectLiteralExpression(node)) return undefined;
	const of = (name: string) =>
		node.properties.filter(ts.isPropertyAssignment).find((one) => one.name.getText() === name)
			?.initializer;
	const [en, zh] = [of('en'), of('zh')];
	return en !== undefined && zh !== undefined && [en, zh].some(isText) ? [en, zh] : undefined;
}

const isText = (node: ts.Node): boolean =>
	ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isConditionalExpression(node);

function textOf(expression: ts.Expression): Text {
	const facts = new Set<string>();
	const collect = (node: ts.Node): void => {
		if (ts.isPropertyAccessExpression(node)) return collect(node.expression);
		if (ts.isCallExpression(node)) {
			if (ts.isPropertyAccessExpression(node.expression)) collect(node.expression);
			return node.arguments.forEach(collect);
		}
		if (ts.isIdentifier(node)) facts.add(node.text);
		ts.forEachChild(node, collect);
	};
	const told = (node: ts.Node): string => {
		if (ts.isStringLiteralLike(node)) return node.text;
		if (ts.isTemplateExpression(node)) {
			return [
				node.head.text,
				...node.templateSpans.map((span) => told(span.expression) + span.literal.text),
			].join('');
		}
		if (ts.isParenthesizedExpression(node)) return told(node.expression);
		if (ts.isConditionalExpression(node)) {
			return [told(node.whenTrue), told(node.whenFalse)].join('');
		}
		collect(node);
		return '…';
	};
	return { text: told(expression), facts };
}
