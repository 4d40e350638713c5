import { join } from 'node:path';

/**
 * Loads a module of the built package, by its path under `nodes/Twilio`. Its type comes from the source:
 * `import type * as Retry`, `built<typeof Retry>`.
 */
export const built = <Module>(path: string): Module =>
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the built package has no declarations
	require(join(__dirname, '../../dist/nodes/Twilio', path)) as Module;
