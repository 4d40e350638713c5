import type { Rows } from '../row';
import { CALLS } from './calls';
import { MESSAGES } from './messages';
import { OTHERS } from './others';

/** All parameters of all actions. The names are those of the contract with the users' saved workflows. */
export const TABLE: Record<string, Rows> = { ...CALLS, ...MESSAGES, ...OTHERS };
