import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

function endGroup({ pid }: ChildProcess): void {
	try {
		process.kill(-pid!, 'SIGKILL');
	} catch {
		// Nothing is left.
	}
}

/**
 * Starts a command in its own process group, so that Ctrl-C only reaches this process, which ends the others in
 * order. Whatever the command has started ends with it, and everything ends with this process.
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
