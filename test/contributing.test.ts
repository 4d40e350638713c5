import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { INodePropertyOptions, INodeType } from 'n8n-workflow';
import ts from 'typescript';
import { credentialOf } from './support/credentials';
import { runNode } from './support/engine';
import { LocalTwilioClient } from './twilio/client';

const root = resolve(__dirname, '..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Code blocks of the section about adding an action, without the indentation of the list. */
const [file, importLine, listLine] = [
	...text.slice(text.indexOf('## Add an action')).matchAll(/^ {3}```ts\n([^]*?)^ {3}```$/gm),
].map(([, code]) => code!.replace(/^ {3}/gm, ''));

const action = join(root, 'nodes/Twilio/actions/phoneNumber/get.ts');
const list = join(root, 'nodes/Twilio/actions/index.ts');

/** Contents of a reader's files, by path. */
const changed: Record<string, string> = {
	[action]: file!,
	[list]: importLine! + readFileSync(list, 'utf8').replace(/^\];$/m, `${listLine!}];`),
};

let copy: string;

/** Compiles and type-checks the changed files into a copy of the built package. Returns the compiler's complaints. */
function compile(): string[] {
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
		config: { compilerOptions: object };
	};
	const { options } = ts.convertCompilerOptionsFromJson(
		{ ...config.compilerOptions, outDir: join(copy, 'dist'), rootDir: root },
		root,
	);
	const disk = ts.createCompilerHost(options);
	const host: ts.CompilerHost = {
		...disk,
		fileExists: (path) => path in changed || disk.fileExists(path),
		readFile: (path) => changed[path] ?? disk.readFile(path),
		getSourceFile: (path, language) =>
			path in changed ? ts.createSourceFile(path, changed[path]!, language) : disk.getSourceFile(path, language),
	};
	const program = ts.createProgram(Object.keys(changed), options, host);
	const complaints = Object.keys(changed).flatMap((path) => {
		const source = program.getSourceFile(path);
		program.emit(source);
		return ts.getPreEmitDiagnostics(program, source);
	});
	return complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const loadNode = (): INodeType => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the copy exists only while the test runs
	const { Twilio } = require(join(copy, 'dist/nodes/Twilio/Twilio.node.js')) as { Twilio: new () => INodeType };
	return new Twilio();
};

beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), 'contributing-'));
	cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the action of CONTRIBUTING.md compiles, is offered, and does what it says', async () => {
	expect(compile()).toEqual([]);
	const node = loadNode();

	const operations = node.description.properties.find(
		({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes('phoneNumber'),
	);
	expect((operations!.options as INodePropertyOptions[]).find(({ value }) => value === 'get')).toMatchObject({
		name: 'Get',
		action: 'Get a phone number',
	});

	const account = await new LocalTwilioClient().createAccount();
	const [sid] = await account.seed('number', { fields: { phone_number: '+15005550006' } });
	const { outputs } = await runNode({
		credential: credentialOf(account.credentials),
		parameters: { resource: 'phoneNumber', operation: 'get', phoneNumberSid: sid! },
		node: { type: 'test.example' },
		types: { 'test.example': node },
	});
	expect(outputs[0]).toMatchObject([
		{
			json: { success: true, error: null, phone_number: { sid, phone_number: '+15005550006' } },
			pairedItem: { item: 0 },
		},
	]);
}, 120_000);
