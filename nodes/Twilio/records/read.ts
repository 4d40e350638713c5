import type { IDataObject } from 'n8n-workflow';

// Twilio documents what the fields of its records hold, but a response may hold anything.
// Each function here reads one value.

/** Checks whether a value is an object in the JSON sense. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a string as it is; `''` for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Returns a string without the spaces around it; `''` for anything else. */
export const trimmedTextOf = (value: unknown): string => textOf(value).trim();

/** Returns an object as it is; `{}` for anything else. */
export const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** Returns the entries of a list; none for anything else. */
export const entriesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Returns the objects in a list; none for anything else. */
export const objectsOf = (value: unknown): IDataObject[] => entriesOf(value).filter(isObject);
