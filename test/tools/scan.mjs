/**
 * Checks the package as n8n does before it lists a community node: runs n8n's package scanner on the sources and on
 * the packed package. Also checks what the package ships and how large it is.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const maxPackedBytes = 100_000;
const shippedFiles = /^(dist\/.+\.(js|json|svg)|README\.md|LICENSE|package\.json)$/;
// What the scanner reads from a published tarball (analyzePackageByName in scanner.mjs).
const packedFilePatterns = ['**/*.js', 'package.json'];

/** Packs the package into `folder` and unpacks it there, as n8n gets it from npm. */
function pack(folder) {
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const [packed] = JSON.parse(output);
	execFileSync('tar', ['-xzf', packed.filename], { cwd: folder });
	return { root: path.join(folder, 'package'), bytes: packed.size, files: packed.files.map((file) => file.path) };
}

async function scan(title, root, patterns) {
	const { passed, message, details } = await analyzePackage(root, patterns);
	return passed && !message ? [] : [`n8n's scanner on ${title}: ${message}\n${details ?? ''}`];
}

function checkContents({ root, bytes, files }) {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const missing = [...n8n.nodes, ...n8n.credentials, 'README.md', 'LICENSE'].filter((file) => !files.includes(file));
	return [
		...files.filter((file) => !shippedFiles.test(file)).map((file) => `must not be shipped: ${file}`),
		...missing.map((file) => `missing in the package: ${file}`),
		...(bytes > maxPackedBytes ? [`${bytes} bytes packed, more than ${maxPackedBytes}`] : []),
	];
}

const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-twilio-'));
try {
	const packed = pack(folder);
	const findings = [
		...(await scan('the sources', process.cwd(), SOURCE_FILE_PATTERNS)),
		...(await scan('the packed package', packed.root, packedFilePatterns)),
		...checkContents(packed),
	];
	findings.forEach((finding) => console.error(finding));
	console.log(`scan: ${packed.files.length} files, ${packed.bytes} bytes packed, ${findings.length} findings`);
	process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
