import type { Rows } from '../row';
import { CALLS } from './calls';
import { MESSAGES } from './messages';
import { OTHERS } from './others';

/** All parameters of all actions. Users' saved workflows depend on these names. */
export const TABLE: Record<string, Rows> = { ...CALLS, ...MESSAGES, ...OTHERS };
