import type { Account } from '../accounts';
import type { LiveCall } from './liveCall';
import { open } from './links';
import { bare, taking, type Route } from '../route';
import { phonesOf } from './phones';
import { callRef, opened, pressed } from './schemas';

function liveCall({ stores }: Account, sid: string): LiveCall {
	const live = stores.call.get(sid)?.live;
	if (!live) throw new Error(`No phone takes the call ${sid}: its recipient needs a pickUp setting`);
	return live;
}

const act = (what: 'answer' | 'decline' | 'hangUp') =>
	taking(callRef, ({ account, body: { call } }) => {
		liveCall(account, call)[what]();
		return {};
	});

/** Routes of the control API for what a person does with a phone. */
export const phoneRoutes: Record<string, Route> = {
	'GET /accounts/:sid/phones': bare(({ account }) => phonesOf([account])),
	'POST /accounts/:sid/phones/answer': act('answer'),
	'POST /accounts/:sid/phones/decline': act('decline'),
	'POST /accounts/:sid/phones/hang-up': act('hangUp'),
	'POST /accounts/:sid/phones/press': taking(pressed, ({ account, body: { call, keys } }) => {
		liveCall(account, call).press(keys);
		return {};
	}),
	'POST /accounts/:sid/phones/open': taking(opened, ({ account, body: { url, form } }) => open(account, url, form)),
};
