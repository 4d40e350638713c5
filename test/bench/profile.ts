import { Session } from 'node:inspector/promises';

/** A profile in the format of V8's profiler. */
export interface CpuProfile {
	nodes: Array<{ id: number; children?: number[]; callFrame: { functionName: string; url: string } }>;
	samples: number[];
	timeDeltas: number[];
}

/** Returns the package or Node.js module that a frame belongs to. Native functions count toward their caller. */
function ownerOf({ functionName, url }: { functionName: string; url: string }, caller: string | undefined): string {
	const inPackage = /^(?:@[^/]+\/)?[^/]+/.exec(url.split('/node_modules/').slice(1).at(-1) ?? '')?.[0];
	if (inPackage) return inPackage;
	if (url.startsWith('node:')) return url.replace(/^(node:(?:internal\/)?[^/]+).*/, '$1');
	if (url.includes('/dist/')) return 'this package';
	if (url !== '') return 'the benchmark';
	return functionName.startsWith('(') ? functionName : (caller ?? functionName);
}

/** Returns the share of each owner in a profile, largest first. Idle time does not count. */
function shares({ nodes, samples, timeDeltas }: CpuProfile): Array<[owner: string, share: number]> {
	const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
	const owners = new Map<number, string>();
	// Callers come before the functions they call.
	for (const { id, callFrame } of nodes) owners.set(id, ownerOf(callFrame, owners.get(callers.get(id) ?? NaN)));
	const times = new Map<string, number>();
	samples.forEach((id, index) => {
		const owner = owners.get(id)!;
		if (owner !== '(idle)') times.set(owner, (times.get(owner) ?? 0) + timeDeltas[index]!);
	});
	const total = [...times.values()].reduce((sum, time) => sum + time, 0);
	return [...times].map(([owner, time]): [string, number] => [owner, time / total]).sort((a, b) => b[1] - a[1]);
}

/** Prints whose code the time was spent in. */
export function printShares(profile: CpuProfile): void {
	for (const [owner, share] of shares(profile).slice(0, 15))
		console.error(`    ${(share * 100).toFixed(1).padStart(5)} % ${owner}`);
}

/** Runs a task and prints whose code the time was spent in. */
export async function profiled<T>(task: () => Promise<T>): Promise<T> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.start');
	const result = await task();
	const { profile } = (await session.post('Profiler.stop')) as unknown as { profile: CpuProfile };
	session.disconnect();
	printShares(profile);
	return result;
}
