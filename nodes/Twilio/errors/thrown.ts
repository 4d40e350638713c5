import { isObject } from '../records/read';

/** Returns what was thrown as an error. `instanceof` would miss errors of another realm, such as n8n's isolate. */
export const errorOf = (thrown: unknown): Error => (isError(thrown) ? thrown : new Error(String(thrown)));

const isError = (thrown: unknown): thrown is Error => isObject(thrown) && typeof thrown.message === 'string';
