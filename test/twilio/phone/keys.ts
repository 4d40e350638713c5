/** Keys in the order in which they were pressed. */
export class KeyQueue {
	private readonly keys: string[] = [];
	private waiting: ((key: string) => void) | undefined;

	push(key: string): void {
		const waiting = this.waiting;
		this.waiting = undefined;
		if (waiting) waiting(key);
		else this.keys.push(key);
	}

	/** Returns the next key, as soon as there is one. */
	async next(): Promise<string> {
		return this.keys.shift() ?? (await new Promise((resolve) => (this.waiting = resolve)));
	}
}
