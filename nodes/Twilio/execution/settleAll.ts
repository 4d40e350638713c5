import { inOrder } from './concurrency';

/**
 * Returns the results of all tasks, of which at most `concurrency` run at a time.
 * @throws the first failure, once the tasks that run have ended; no more are started then
 */
export async function settleAll<T, R>(
	values: T[],
	task: (value: T, index: number) => Promise<R>,
	concurrency = values.length,
): Promise<R[]> {
	const results: R[] = [];
	const failures: unknown[] = [];
	const noKey = () => undefined;
	await inOrder(values, Math.min(concurrency, values.length), noKey, async (value, index) => {
		if (failures.length) return;
		try {
			results[index] = await task(value, index);
		} catch (error) {
			failures.push(error);
		}
	});
	if (failures.length) throw failures[0];
	return results;
}
