import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

function endGroup({ pid }: ChildProcess): void {
	try {
		process.kill(-pid!, 'SIGKILL');
	} catch {
		// Nothing is left.
	}
}

/**
 * Starts a command in a process group of its own, so that Ctrl-C reaches this process alone, which ends the others in
 * order. What the command has started ends with it, and all ends with this process.
 */
export function spawnGroup(command: string, args: string[], options: SpawnOptions): ChildProcess {
	const child = spawn(command, args, { ...options, detached: true });
	const end = () => endGroup(child);
	process.once('exit', end);
	child.once('exit', () => {
		end();
		process.off('exit', end);
	});
	return child;
}
