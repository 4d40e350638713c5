export type Message = Record<'to' | 'body', string>;

/** The messages that all contenders send: each to a recipient of its own. */
export const messages = (count: number): Message[] =>
	Array.from({ length: count }, (_, index) => ({
		to: `+1415${String(2000000 + index)}`,
		body: `Message ${index}`,
	}));

export const FROM = '+15005550006';

/** Works off a list with so many at the same time. */
export async function atOnce<T>(values: T[], concurrency: number, task: (value: T) => Promise<unknown>): Promise<void> {
	const entries = values.values();
	const worker = async () => {
		for (const value of entries) await task(value);
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
}
