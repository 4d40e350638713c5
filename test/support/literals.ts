import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { read, root } from './documents';

/** Returns the paths of all files with this ending under a folder of the repository. */
export const filesUnder = (folder: string, ending: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name))
		.sort();

/** A text and its place: file and line. */
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

/** Returns the text of a string or template, with `…` for each inserted value. */
function literalOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

/** Returns all strings and templates in a source file. Comments and regular expressions do not count. */
export const literalsIn = (file: string): Literal[] => collect(file, literalOf);

const TEST = /^(?:test|it|describe)\b/;

/** Returns the names of the tests in a file and of their groups. */
export const titlesIn = (file: string): Literal[] =>
	collect(file, (node) => {
		if (!ts.isCallExpression(node) || !TEST.test(node.expression.getText())) return undefined;
		const [title] = node.arguments;
		return title && literalOf(title);
	});
