const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const { dest, parallel, series, src, watch } = require('gulp');

const sources = ['credentials/**/*.ts', 'nodes/**/*.ts'];

// What n8n reads beside the code: the icons, the codex (search words and links) and the
// output schemas that the editor shows before a first run.
const assets = ['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];

/** Where `npm run dev` has n8n load the package from. */
const folder = process.env.DIST_FOLDER ?? 'dist';

const clean = () => rm(folder, { recursive: true, force: true });

const compile = () =>
	promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc'), '--outDir', folder]).catch((error) => {
		throw new Error(error.stdout || error.message);
	});

// `encoding: false` keeps the files as they are, byte by byte.
const copyAssets = () => src(assets, { base: '.', encoding: false }).pipe(dest(folder));

exports.build = series(clean, parallel(compile, copyAssets));

exports.watch = () => {
	watch(sources, compile);
	watch(assets, copyAssets);
};
