import type { Action } from '../actions/action';
import { withDefaults } from '../actions/options';
import type { Account } from '../transport/hosts';
import type { TwilioRequest } from '../transport/request';

/** The request of a list in the editor. */
export type ListRequest = (account: Account) => TwilioRequest;

/** The request of a list's action, without filters. */
export const requestOf =
	(action: Action): ListRequest =>
	(account) =>
		[action.request({}, { account, options: withDefaults({}), resumeUrl: () => '' })].flat()[0]!;
