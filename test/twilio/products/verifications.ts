import type { Resource } from '../resource';

export interface Verification extends Resource {
	code: string;
	attempts: number;
}
