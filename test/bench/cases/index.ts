import type { Bench } from '../measure';
import type { Line } from '../report';
import { linear } from './linear';
import { list } from './list';
import { load } from './load';
import { overhead } from './overhead';
import { refusals } from './refusals';
import { sends } from './sends';
import { transcripts } from './transcripts';

export const cases: Record<string, (bench: Bench) => Line[] | Promise<Line[]>> = {
	sends,
	refusals,
	overhead,
	list,
	transcripts,
	load,
	linear,
};
