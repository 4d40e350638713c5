/** Runs a task for each value, with up to `concurrency` at once. */
export async function atOnce<T>(values: T[], concurrency: number, task: (value: T) => Promise<unknown>): Promise<void> {
	const entries = values.values();
	const worker = async () => {
		for (const value of entries) await task(value);
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
}
