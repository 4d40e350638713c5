import type { Socket } from 'node:net';

/** TCP sockets by their two ports. A TLS socket itself cannot be reset, only the one below it. */
const open = new Map<string, Socket>();

const key = ({ localPort, remotePort }: Socket) => `${localPort} ${remotePort}`;

export function remember(socket: Socket): void {
	const name = key(socket);
	open.set(name, socket);
	socket.on('close', () => open.delete(name));
}

/** Ends a connection with RST, so that the client sees ECONNRESET. */
export function reset(socket: Socket | null): void {
	if (socket) open.get(key(socket))?.resetAndDestroy();
}
