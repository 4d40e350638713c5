import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedWorkflow } from '../support/engine';

const folder = join(__dirname, '../../examples');

/** A file under examples/. */
export interface Example {
	/** Its path there. */
	file: string;
	workflow: ExportedWorkflow;
}

const read = (file: string): Example => ({
	file,
	workflow: JSON.parse(readFileSync(join(folder, file), 'utf8')) as ExportedWorkflow,
});

const list = (path: string) =>
	readdirSync(join(folder, path))
		.filter((file) => file.endsWith('.json'))
		.sort();

/** The workflows that show the actions, one for each resource. */
export const perResource = (): Example[] => list('.').map(read);

/** The workflows for real tasks. */
export const perTask = (): Example[] => list('tasks').map((file) => read(join('tasks', file)));
