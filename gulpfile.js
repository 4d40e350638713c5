const { execFile } = require('node:child_process');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { join, resolve } = require('node:path');
const { promisify } = require('node:util');
const { dest, parallel, series, src, watch } = require('gulp');

const sources = ['credentials/**/*.ts', 'nodes/**/*.ts'];

// What n8n reads beside the code: the icons and the codex (search words and links).
const assets = ['icons/*.svg', 'nodes/**/*.node.json'];

/** Where `npm run dev` has n8n load the package from. */
const folder = process.env.DIST_FOLDER ?? 'dist';

const clean = () => rm(folder, { recursive: true, force: true });

const compile = () =>
	promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc'), '--outDir', folder]).catch((error) => {
		throw new Error(error.stdout || error.message);
	});

// `encoding: false` keeps the files as they are, byte by byte.
const copyAssets = () => src(assets, { base: '.', encoding: false }).pipe(dest(folder));

// The output schemas, which the editor shows before a first run, are made of what the actions say of their output.
const writeSchemas = async () => {
	const { actions } = require(resolve(folder, 'nodes/Twilio/actions'));
	const { envelopeSchema } = require(resolve(folder, 'nodes/Twilio/output/envelope'));
	for (const { resource, operation, output } of actions) {
		const schemas = join(folder, 'nodes/Twilio/__schema__/v1.0.0', resource);
		await mkdir(schemas, { recursive: true });
		await writeFile(join(schemas, `${operation}.json`), JSON.stringify(envelopeSchema(output)));
	}
};

exports.build = series(clean, parallel(compile, copyAssets), writeSchemas);

exports.watch = () => {
	watch(sources, compile);
	watch(assets, copyAssets);
};
