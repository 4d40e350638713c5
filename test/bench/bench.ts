import { cpus } from 'node:os';
import { cases } from './cases';
import { startLocal } from './local';
import { Bench } from './measure';
import { print } from './report';

/*
 * npm run bench              all cases
 * npm run bench -- <case>…   some of them
 * npm run bench -- --profile <case>…   prints in whose code the time goes, too (and makes it slower)
 */
const PROFILE = '--profile';

async function main(args: string[]): Promise<void> {
	const names = args.filter((arg) => arg !== PROFILE);
	const unknown = names.filter((name) => !Object.hasOwn(cases, name));
	if (unknown.length > 0)
		throw new Error(`There is no case ${unknown.join(', ')}. There are: ${Object.keys(cases).join(', ')}`);
	const chosen = Object.entries(cases).filter(([name]) => names.length === 0 || names.includes(name));

	console.log(
		`${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}, ${cpus().length} cores of ${cpus()[0]?.model.trim()}\n`,
	);
	const local = await startLocal();
	try {
		const bench = new Bench(local, args.includes(PROFILE));
		for (const [name, run] of chosen) print(name, await run(bench));
	} finally {
		local.close();
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
