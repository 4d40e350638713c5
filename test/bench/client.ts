import { contenders } from './contenders';
import { profiled } from './profile';
import type { Measured, Task } from './types';

/*
 * The process that performs one task and is measured. All contenders start with the same modules loaded, so that
 * their memory use can be compared.
 */

// Otherwise each stack trace is mapped to TypeScript; the proxy's agent creates one per request. n8n runs JavaScript.
process.setSourceMapsEnabled(false);

const WARM_UP = 100;
const SAMPLE_EVERY = 50;
const MEGABYTE = 1024 * 1024;

const resident = () => process.memoryUsage.rss() / MEGABYTE;

async function measure({ contender, work, account, warmUp, profile }: Task): Promise<Measured> {
	const run = contenders[contender];
	await run({ ...work, count: Math.min(work.count, WARM_UP) }, warmUp);

	const before = resident();
	let peak = before;
	const sample = () => {
		peak = Math.max(peak, resident());
	};
	const sampler = setInterval(sample, SAMPLE_EVERY);
	const cpu = process.cpuUsage();
	const start = performance.now();
	const done = profile ? await profiled(() => run(work, account)) : await run(work, account);
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	clearInterval(sampler);
	sample();
	return { done, seconds, processor: (user + system) / 1e6, peak, growth: peak - before };
}

process.once('message', (task: Task) => {
	measure(task).then(
		(measured) => process.send!(measured, () => process.exit(0)),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
});
