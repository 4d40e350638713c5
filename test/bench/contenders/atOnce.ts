/** Works off a list with so many at the same time. */
export async function atOnce<T>(values: T[], concurrency: number, task: (value: T) => Promise<unknown>): Promise<void> {
	const entries = values.values();
	const worker = async () => {
		for (const value of entries) await task(value);
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
}
