import { z } from 'zod';
import type { Account } from './accounts';
import type { World } from './server';

export interface Call<Body> {
	world: World;
	/** Set for routes below `/accounts/{sid}`. */
	account: Account;
	body: Body;
	query: URLSearchParams;
}

export interface Route {
	schema: z.ZodTypeAny;
	run: (call: Call<never>) => unknown;
}

/** A route that takes a body of this schema. */
export const taking = <S extends z.ZodTypeAny>(schema: S, run: (call: Call<z.output<S>>) => unknown): Route => ({
	schema,
	run,
});

/** A route that takes no body. */
export const bare = (run: Route['run']): Route => ({ schema: z.undefined(), run });
