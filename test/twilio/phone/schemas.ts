import { z } from 'zod';

/** What the control API takes for phones. Times are milliseconds; those of a call pass `callSpeed` times as fast. */

const milliseconds = z.number().nonnegative();

/** "w" and "W" are of `SendDigits`, which dials: a person has no such key. */
const keys = z.string().regex(/^[0-9*#]+$/, 'Keys are 0 to 9, * and #');

const person = z.strictObject({
	/** How long it rings first; 2,000. */
	after: milliseconds.optional(),
	/** Pressed when the call asks for keys; a list has an entry for each time it does. */
	keys: z.union([keys, z.array(keys)]).optional(),
	/** From picking up to hanging up; without it the person listens to the end. */
	hangUpAfter: milliseconds.optional(),
});

/**
 * What becomes of a call. `manual`: it rings until the page or the control API decides. `voicemail`: a machine picks
 * up after 20 s, presses no key and records for at most 60 s. `decline` is told as `busy`, as carriers do.
 */
const pickUp = z.union([z.enum(['manual', 'voicemail', 'no-answer', 'busy', 'decline', 'failed']), person]);

/** Settings of an account, by Twilio's side of a phone. */
export const phoneSettings = {
	/** By recipient; `*` for all others. Goes before `outcome`. */
	pickUp: z.record(pickUp),
	/** How many seconds of a call pass in one second. */
	callSpeed: z.number().positive(),
	/** How long a webhook may take, with its retries. Twilio's limit is 15 s, whatever the speed of the call. */
	webhookTimeout: z.number().positive(),
	/** Before each retry of a webhook. Twilio documents none, but a round trip over the internet takes its time. */
	webhookRetryPause: milliseconds,
	/** Whether bots fetch each link of a message as soon as it is sent. */
	linkPreviews: z.boolean(),
};

export type PickUp = z.infer<typeof pickUp>;
export type PhoneSettings = z.infer<z.ZodObject<typeof phoneSettings>>;

export const defaultPhoneSettings = (): PhoneSettings => ({
	pickUp: {},
	callSpeed: 1,
	webhookTimeout: 15_000,
	webhookRetryPause: 100,
	linkPreviews: false,
});

/** The SID of a call. */
export const callRef = z.strictObject({ call: z.string() });
export const pressed = callRef.extend({ keys });

/** A link that a person opens, or a form that they submit there. */
export const opened = z.strictObject({ url: z.string().url(), form: z.record(z.string()).optional() });
