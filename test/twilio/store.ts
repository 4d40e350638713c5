export interface Entry {
	sid: string;
	/** Position in the order of creation, set by the store. */
	index?: number;
}

/** Records of one kind, in the order of creation. The cost of reading a page does not grow with the store. */
export class Store<T extends Entry> {
	private readonly entries: Array<T | undefined> = [];
	private readonly bySid = new Map<string, T>();

	add(entry: T): T {
		entry.index = this.entries.length;
		this.entries.push(entry);
		this.bySid.set(entry.sid, entry);
		return entry;
	}

	get(sid: string): T | undefined {
		return this.bySid.get(sid);
	}

	delete(sid: string): boolean {
		const entry = this.bySid.get(sid);
		if (!entry) return false;
		this.entries[entry.index!] = undefined;
		return this.bySid.delete(sid);
	}

	get size(): number {
		return this.bySid.size;
	}

	/** Yields the entries newest first, starting just before `index` if given. */
	*newestFirst(index = this.entries.length): Generator<T> {
		for (let at = Math.min(index, this.entries.length) - 1; at >= 0; at--) {
			const entry = this.entries[at];
			if (entry) yield entry;
		}
	}
}
