import type { Account } from '../accounts';
import type { LiveCall } from './liveCall';
import { open } from './links';
import { phonesOf } from './phones';
import { callRef, opened, pressed } from './schemas';

interface Asked {
	account: Account;
	body: unknown;
}

function liveCall({ stores }: Account, sid: string): LiveCall {
	const live = stores.call.get(sid)?.live;
	if (!live) throw new Error(`No phone takes the call ${sid}: its recipient needs a pickUp setting`);
	return live;
}

const act =
	(what: 'answer' | 'decline' | 'hangUp') =>
	({ account, body }: Asked) => {
		liveCall(account, callRef.parse(body).call)[what]();
		return {};
	};

/** What a person does with a phone, as routes of the control API. */
export const phoneRoutes: Record<string, (asked: Asked) => unknown> = {
	'GET /accounts/:sid/phones': ({ account }) => phonesOf([account]),
	'POST /accounts/:sid/phones/answer': act('answer'),
	'POST /accounts/:sid/phones/decline': act('decline'),
	'POST /accounts/:sid/phones/hang-up': act('hangUp'),
	'POST /accounts/:sid/phones/press': ({ account, body }) => {
		const { call, keys } = pressed.parse(body);
		liveCall(account, call).press(keys);
		return {};
	},
	'POST /accounts/:sid/phones/open': ({ account, body }) => {
		const { url, form } = opened.parse(body);
		return open(account, url, form);
	},
};
