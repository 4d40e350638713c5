export interface Entry {
	sid: string;
	/** Set by the store: the place in the order of creation. */
	index?: number;
}

/** Records of one kind, in the order of creation. Reading a page costs no more than the page. */
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

	/** The newest first; from just before `index` on, or from the newest. */
	*newestFirst(index = this.entries.length): Generator<T> {
		for (let at = Math.min(index, this.entries.length) - 1; at >= 0; at--) {
			const entry = this.entries[at];
			if (entry) yield entry;
		}
	}
}
