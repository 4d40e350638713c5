import { stretches } from './stretches';

/**
 * Runs `task` for all items with bounded concurrency, in order. Items with the same key run one after another,
 * however long each takes; other items do not wait for them. An item is taken only when a worker is free for it.
 */
export async function inOrder<T>(
	items: Iterable<T> | AsyncIterable<T>,
	concurrency: number,
	keyOf: (item: T) => string | undefined,
	task: (item: T, index: number) => Promise<void>,
): Promise<void> {
	/** Queues of the keys that are being processed. */
	const waiting = new Map<string, Array<[T, number]>>();
	// All workers share one iterator.
	const entries = enumerate(items);

	const worker = async () => {
		for await (const [item, index] of entries) {
			const key = keyOf(item);
			const queue = key === undefined ? undefined : waiting.get(key);
			if (queue) queue.push([item, index]);
			else if (key === undefined) await task(item, index);
			else await runKey(key, item, index);
		}
	};

	const runKey = async (key: string, item: T, index: number) => {
		const queue: Array<[T, number]> = [[item, index]];
		waiting.set(key, queue);
		// The queue may grow while it is processed.
		for (const [next, position] of queue) await task(next, position);
		waiting.delete(key);
	};

	await Promise.all(Array.from({ length: concurrency }, worker));
}

async function* enumerate<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<[T, number]> {
	let index = 0;
	// Tasks that need no request follow each other without a pause.
	const giveWay = stretches();
	for await (const item of items) {
		await giveWay();
		yield [item, index++];
	}
}
