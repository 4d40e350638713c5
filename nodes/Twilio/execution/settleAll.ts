/** Returns the results of all tasks, or throws the first failure once all have ended. */
export async function settleAll<T, R>(values: T[], task: (value: T, index: number) => Promise<R>): Promise<R[]> {
	const settled = await Promise.allSettled(values.map(task));
	return settled.map((result) => {
		if (result.status === 'rejected') throw result.reason;
		return result.value;
	});
}
