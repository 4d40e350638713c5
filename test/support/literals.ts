import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { read, root } from './documents';

/** The files of a folder of the repository with this ending, by their paths. */
export const filesUnder = (folder: string, ending: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name))
		.sort();

/** A text, and its place: file and line. */
type Literal = [place: string, text: string];

function collect(file: string, textOf: (node: ts.Node) => string | undefined): Literal[] {
	const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
	const literals: Literal[] = [];
	const visit = (node: ts.Node): void => {
		const text = textOf(node);
		const { line } = source.getLineAndCharacterOfPosition(node.getStart());
		if (text !== undefined) literals.push([`${file}:${line + 1}`, text]);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return literals;
}

/** A string or template, with `…` for what it inserts. */
function literalOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

/** All strings and templates in a file of code. Comments and patterns are none. */
export const literalsIn = (file: string): Literal[] => collect(file, literalOf);

const TEST = /^(?:test|it|describe)\b/;

/** The names of the tests in a file, and of their groups. */
export const titlesIn = (file: string): Literal[] =>
	collect(file, (node) => {
		if (!ts.isCallExpression(node) || !TEST.test(node.expression.getText())) return undefined;
		const [title] = node.arguments;
		return title && literalOf(title);
	});
