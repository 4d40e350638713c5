import type { Action } from '../actions/action';
import { withDefaults } from '../actions/options';
import type { Params } from '../actions/params';
import type { Account } from '../transport/hosts';
import { asList, type Product, type TwilioRequest } from '../transport/request';

/** Returns the request for a list in the editor. */
export type ListRequest = (account: Account) => TwilioRequest;

/** Returns the request of a list's action, with the given filters. */
export const requestOf =
	(action: Action, filters: Params = {}): ListRequest =>
	(account) =>
		asList(action.request(filters, { account, options: withDefaults({}), resumeUrl: () => '' }))[0];

/** Returns a request of the editor for which there is no action. */
export const requestTo =
	(product: Product, ...path: string[]): ListRequest =>
	() => ({ product, method: 'GET', path });
