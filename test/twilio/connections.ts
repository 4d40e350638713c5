import type { ConnectionFault } from './types';

/** Connections that are to fail before any request. */
export class Connections {
	private faults: Array<{ fault: ConnectionFault; seen: number; played: number }> = [];

	add(fault: ConnectionFault): void {
		this.faults.push({ fault, seen: 0, played: 0 });
	}

	/** Removes the faults of one account, or all of them. */
	clear(account?: string): void {
		this.faults = account ? this.faults.filter(({ fault }) => fault.account !== account) : [];
	}

	/** What happens to a connection; undefined if it comes about. */
	take(host: string, proxyLogin: string | undefined): ConnectionFault['action'] | undefined {
		const user = Buffer.from(proxyLogin?.split(' ')[1] ?? '', 'base64')
			.toString()
			.split(':')[0];
		for (const state of this.faults) {
			const { fault } = state;
			if (fault.host !== host || (fault.account !== undefined && fault.account !== user)) continue;
			if (fault.times !== undefined && state.played >= fault.times) continue;
			if (++state.seen <= (fault.skip ?? 0)) continue;
			state.played++;
			return fault.action;
		}
		return undefined;
	}
}
