import { BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import { runNode } from '../../../support/engine';
import { newWorld } from '../../../support/world';

const MEGABYTE = 1024 * 1024;
/** Duration of 200 MB of audio with one channel, 16 bits and 8 kHz. */
const SECONDS = 13_107;

/** Returns the peak increase in memory use while the task ran, in MB. */
async function memoryOf(task: () => Promise<void>): Promise<number> {
	const used = () => {
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		return (heapUsed + arrayBuffers) / MEGABYTE;
	};
	const before = used();
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, used())), 5);
	await task();
	clearInterval(timer);
	return peak - before;
}

test('a recording of 200 MB goes to the disk as it comes in, where n8n keeps files there', async () => {
	const service = Container.get(BinaryDataService);
	await service.init();
	const { account, credential } = await newWorld();
	const [recordingSid] = await account.seed('recording', { fields: { duration: String(SECONDS) } });
	const parameters = {
		resource: 'recording',
		operation: 'download',
		recordingSid: recordingSid!,
		options: { downloadFile: true },
	};

	let size = 0;
	const peak = await memoryOf(async () => {
		const { outputs } = await runNode({ parameters, credential });
		const { json, binary } = outputs[0]![0]!;
		expect(json).toMatchObject({ success: true });
		size = (await service.getMetadata(binary!.data!.id!)).fileSize / MEGABYTE;
	});
	expect(size).toBeGreaterThan(199);
	expect(peak).toBeLessThan(size / 3);
});
