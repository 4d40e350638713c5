import { z } from 'zod';

/** Control API requests for phones. Times are in milliseconds; those of a call pass `callSpeed` times as fast. */

const milliseconds = z.number().nonnegative();

/** "w" and "W" belong to `SendDigits`, which dials; a person has no such keys. */
const keys = z.string().regex(/^[0-9*#]+$/, 'Keys are 0 to 9, * and #');

const person = z.strictObject({
	/** How long it rings first; default 2,000. */
	after: milliseconds.optional(),
	/** Keys pressed when the call asks for them; a list has an entry for each time it does. */
	keys: z.union([keys, z.array(keys)]).optional(),
	/** Time from picking up to hanging up; if omitted, the person listens to the end. */
	hangUpAfter: milliseconds.optional(),
});

/**
 * What happens to a call. `manual`: it rings until the page or the control API decides. `voicemail`: a machine picks
 * up after 20 s, presses no key and records for at most 60 s. `decline` is reported as `busy`, as carriers do.
 */
const pickUp = z.union([z.enum(['manual', 'voicemail', 'no-answer', 'busy', 'decline', 'failed']), person]);

/** Settings of an account that concern phones. */
export const phoneSettings = {
	/** By recipient; `*` for all others. Takes precedence over `outcome`. */
	pickUp: z.record(pickUp),
	/** How many seconds of a call pass in one second. */
	callSpeed: z.number().positive(),
	/** How long a webhook may take, including retries. Twilio's limit is 15 s, regardless of the speed of the call. */
	webhookTimeout: z.number().positive(),
	/** Pause before each retry of a webhook. Twilio documents none, but a round trip over the internet takes time. */
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
