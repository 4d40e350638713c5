import { FaultList } from './faults';
import type { ConnectionFault, UnplayedFault } from './types';

/** Faults of connections, which occur before any request is sent. */
export class Connections {
	private readonly faults = new FaultList<ConnectionFault>();

	add(fault: ConnectionFault): void {
		this.faults.add(fault);
	}

	/** Removes the faults of one account. */
	clear(account: string): void {
		this.faults.clear((fault) => fault.account === account);
	}

	/** Returns the fault action for a connection, or `undefined` if the connection succeeds. */
	take(host: string, proxyLogin: string | undefined): ConnectionFault['action'] | undefined {
		const user = Buffer.from(proxyLogin?.split(' ')[1] ?? '', 'base64')
			.toString()
			.split(':')[0];
		return this.faults.take((fault) => fault.host === host && fault.account === user)?.action;
	}

	unplayed(account: string): UnplayedFault[] {
		return this.faults.unplayed.filter(({ fault }) => fault.account === account);
	}
}
