import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../../../..');

const FIELDS = `[
	{ displayName: 'To', name: 'to', type: 'string', required: true, default: '' },
	{ displayName: 'Limit', name: 'size', type: 'number', default: 1 },
	{ displayName: 'Mode', name: 'mode', type: 'options', options: [{ name: 'A', value: 'a' }, { name: 'B', value: 'b' }], default: 'a' },
	additionalFields([{ displayName: 'Tags', name: 'tags', type: 'string', typeOptions: { multipleValues: true }, default: [] }]),
]`;

/** Returns the source of an action with this expression as its request. */
const actionWith = (params: string, path: string) => `
import { defineAction } from './action';
import { additionalFields } from './fields';
export const action = defineAction({
	resource: 'r', operation: 'o', name: 'n', action: 'a', description: 'd', fields: ${FIELDS}, output: {},
	request: (${params}) => ({ product: 'api', method: 'GET', path: [${path}] }),
	toOutput: () => ({}),
});`;

/** Returns the compiler's complaints about an action. */
function complaints(source: string): string[] {
	const file = join(root, 'nodes/Twilio/actions/probe.ts');
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
		config: object;
	};
	const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const disk = ts.createCompilerHost(options);
	const host: ts.CompilerHost = {
		...disk,
		fileExists: (path) => path === file || disk.fileExists(path),
		getSourceFile: (path, language) =>
			path === file ? ts.createSourceFile(path, source, language) : disk.getSourceFile(path, language),
	};
	const program = ts.createProgram([file], options, host);
	return ts
		.getPreEmitDiagnostics(program, program.getSourceFile(file))
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('The parameters of an action have the types of its fields', () => {
	test.each([
		['a required text is text', '{ to }', 'to.trim()'],
		['a number may be missing', '{ size }', '(size ?? 1).toFixed()'],
		['a dropdown is one of its values', '{ mode }', "mode === 'a' ? 'x' : mode === 'b' ? 'y' : (mode satisfies never)"],
		['an entry of a collection stands beside the others', '{ tags }', "tags?.join(',')"],
	])('%s', (_what, params, path) => {
		expect(complaints(actionWith(params, path))).toEqual([]);
	});

	test.each([
		['a name that no field has', '{ too }', 'too', /'too' does not exist/],
		['a number taken for text', '{ size }', 'size?.trim()', /'trim' does not exist/],
		['a value that the dropdown does not have', '{ mode }', "mode === 'c' ? 'x' : 'y'", /no overlap/],
		['an option of the node', '{ timeout }', 'timeout', /'timeout' does not exist/],
	])('%s does not compile', (_what, params, path, complaint) => {
		expect(complaints(actionWith(params, path)).join('\n')).toMatch(complaint);
	});
});
