import type { Bench } from '../measure';
import type { Line, Place } from '../report';
import type { ServerBench } from '../server/bench';
import { linear } from './linear';
import { linearInServer } from './linearInServer';
import { list } from './list';
import { load } from './load';
import { burst, fair, identicalLookups, processes, shares } from './manyExecutions';
import { overhead } from './overhead';
import { refusals } from './refusals';
import { sends } from './sends';
import { sendsInServer } from './sendsInServer';
import { tools } from './tools';
import { transcripts } from './transcripts';

/** The benches, by the place where they measure. */
export interface Benches extends Record<Place, unknown> {
	engine: Bench;
	server: ServerBench;
	'Node.js': void;
}

/** A case may be measured in several places. */
type Case = { [P in Place]?: (bench: Benches[P]) => Line[] | Promise<Line[]> };

export const cases: Record<string, Case> = {
	sends: { engine: sends, server: sendsInServer },
	refusals: { engine: refusals },
	burst: { engine: burst },
	processes: { engine: processes },
	shares: { engine: shares },
	fair: { engine: fair },
	lookups: { engine: identicalLookups },
	overhead: { engine: overhead },
	list: { engine: list },
	transcripts: { engine: transcripts },
	load: { 'Node.js': load },
	linear: { engine: linear, server: linearInServer },
	tools: { server: tools },
};
