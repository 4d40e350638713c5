import type { IDataObject } from 'n8n-workflow';

// Twilio documents what the fields of its records hold, but a response may hold anything. These read one value.

/** Whether it is an object in JSON's sense. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text as it is; `''` for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An object as it is; `{}` for anything else. */
export const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** The entries of a list; none for anything else. */
export const entriesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The objects in a list; none for anything else. */
export const objectsOf = (value: unknown): IDataObject[] => entriesOf(value).filter(isObject);
