import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { cases } from './cases';
import { startLocal, type Local } from './local';
import { Bench } from './measure';
import { print, writeInto } from './report';
import { ServerBench } from './server/bench';

/*
 * npm run bench                        all cases
 * npm run bench -- <case>…             some of them
 * npm run bench -- --only server <case>…   only in this place: engine, server or Node.js
 * npm run bench -- --into <file> <case>…   writes the table into a Markdown file, between its marks
 * npm run bench -- --profile <case>…   also prints whose code the time is spent in (which slows it down)
 */
const { values: flags, positionals: names } = parseArgs({
	allowPositionals: true,
	options: { profile: { type: 'boolean', default: false }, only: { type: 'string' }, into: { type: 'string' } },
});

/** Runs the cases. n8n's server is started for the first case that needs it. */
async function run(chosen: Array<(typeof cases)[string] & { name: string }>, local: Local): Promise<void> {
	const engine = new Bench(local, flags.profile);
	let server: ServerBench | undefined;
	let good = false;
	const wanted = (place: string) => (flags.only ?? place) === place;
	try {
		for (const { name, ...places } of chosen) {
			if (places['Node.js'] && wanted('Node.js')) print(name, 'Node.js', await places['Node.js']());
			if (places.engine && wanted('engine')) print(name, 'engine', await places.engine(engine));
			if (places.server && wanted('server')) {
				server ??= await ServerBench.start(local, flags.profile);
				print(name, 'server', await places.server(server));
			}
		}
		good = true;
	} finally {
		await server?.close(good);
	}
}

async function main(): Promise<void> {
	const unknown = names.filter((name) => !Object.hasOwn(cases, name));
	if (unknown.length > 0)
		throw new Error(`There is no case ${unknown.join(', ')}. There are: ${Object.keys(cases).join(', ')}`);
	const chosen = Object.entries(cases).flatMap(([name, places]) =>
		names.length === 0 || names.includes(name) ? [{ name, ...places }] : [],
	);

	const command = ['`npm run bench', ...(process.argv.length > 2 ? ['--'] : []), ...process.argv.slice(2)].join(' ');
	const date = new Date().toISOString().slice(0, 10);
	const machine = `Node.js ${process.version}, ${cpus().length} cores of ${cpus()[0]?.model.trim()}`;
	const title = `${command}\` on ${date}, ${machine}.`;
	console.log(`${title}\n`);
	const local = await startLocal();
	try {
		await run(chosen, local);
		if (flags.into) writeInto(flags.into, title);
	} finally {
		local.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
