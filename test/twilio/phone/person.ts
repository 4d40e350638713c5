import type { Account } from '../accounts';
import type { Call } from '../products/calls';
import type { Values } from '../validation';
import { LiveCall } from './liveCall';
import type { PickUp } from './schemas';

/** Time from Twilio's response to the first ring. */
const DIAL_MS = 500;

/** How long a phone rings before voicemail takes the call, and how long voicemail records. */
const VOICEMAIL_AFTER_MS = 20_000;
const VOICEMAIL_LENGTH_MS = 60_000;

/** Time from when a call starts listening to the first key. */
const THINK_MS = 500;

type Person = Exclude<PickUp, string>;

function pressWhenAsked(call: LiveCall, keys: NonNullable<Person['keys']>): void {
	const left = [keys].flat();
	call.onListening = () => {
		const next = left.shift();
		if (next) call.later(THINK_MS, () => call.press(next));
	};
}

function pickUpByItself(call: LiveCall, { after = 2000, keys, hangUpAfter }: Person, machine = false): void {
	if (keys) pressWhenAsked(call, keys);
	call.ring();
	// The call stops ringing before it is picked up.
	if (after >= call.ringsFor) return;
	call.later(after, () => {
		call.answer(machine);
		if (hangUpAfter !== undefined) call.later(hangUpAfter, () => call.hangUp());
	});
}

function meet(call: LiveCall, pickUp: PickUp): void {
	call.dial();
	switch (pickUp) {
		case 'failed':
		case 'busy':
			return call.end(pickUp);
		case 'manual':
		case 'no-answer':
			return call.ring();
		case 'decline':
			call.ring();
			return call.later(2000, () => call.decline());
		case 'voicemail':
			return pickUpByItself(call, { after: VOICEMAIL_AFTER_MS, hangUpAfter: VOICEMAIL_LENGTH_MS }, true);
		default:
			return pickUpByItself(call, pickUp);
	}
}

/** Lets a phone take a new call, if the account has one for the recipient. Returns whether it does. */
export function takeCall(account: Account, call: Call, form: Values): boolean {
	const { pickUp } = account.settings;
	const way = pickUp[String(form.To)] ?? pickUp['*'];
	if (!way) return false;
	call.progress = { steps: [['queued', 0]], created: call.created };
	const live = (call.live = new LiveCall(account, call, form));
	live.later(DIAL_MS, () => meet(live, way));
	return true;
}
