import type { Action } from '../actions/action';
import { withDefaults } from '../actions/options';
import type { Account } from '../transport/hosts';
import { asList, type TwilioRequest } from '../transport/request';

/** The request of a list in the editor. */
export type ListRequest = (account: Account) => TwilioRequest;

/** The request of a list's action, without filters. */
export const requestOf =
	(action: Action): ListRequest =>
	(account) =>
		asList(action.request({}, { account, options: withDefaults({}), resumeUrl: () => '' }))[0];
