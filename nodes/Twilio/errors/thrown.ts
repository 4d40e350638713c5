import { isObject } from '../records/read';

/** What was thrown as an error. Not by `instanceof`: an error of another realm, such as n8n's isolate, is none of ours. */
export const errorOf = (thrown: unknown): Error => (isError(thrown) ? thrown : new Error(String(thrown)));

const isError = (thrown: unknown): thrown is Error => isObject(thrown) && typeof thrown.message === 'string';
