const { execFile } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');

// What n8n reads beside the code: the icons and the codex (search words and links).
const assets = ['icons/*.svg', 'nodes/**/*.node.json'];

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc')]).catch((error) => {
		throw new Error(error.stdout || error.message);
	});

// `encoding: false` keeps the files as they are, byte by byte.
const copyAssets = () => src(assets, { base: '.', encoding: false }).pipe(dest('dist'));

// The output schemas, which the editor shows before a first run, are made of what the actions say of their output.
const writeSchemas = async () => {
	const { actions } = require('./dist/nodes/Twilio/actions');
	const { envelopeSchema } = require('./dist/nodes/Twilio/output/envelope');
	for (const { resource, operation, output } of actions) {
		const folder = join('dist/nodes/Twilio/__schema__/v1.0.0', resource);
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, `${operation}.json`), JSON.stringify(envelopeSchema(output), null, '\t'));
	}
};

exports.build = series(clean, parallel(compile, copyAssets), writeSchemas);
