/** Advice for an error that means different things for different resources, by Twilio's name for the resource. */
export type AdviceByResource = { default: string } & Record<string, string>;

/**
 * What a Twilio error means and what to do about it, in terms of this node, by error code: one or two sentences
 * without the final period. The source of each is Twilio's page for the code,
 * `https://www.twilio.com/docs/errors/<code>`.
 */
export type AdviceByCode = Record<number, string | AdviceByResource>;

/** Shared by messages and calls, which use different codes. */
export const TRIAL_NUMBER =
	'In a trial each verified recipient has its own trial number. Choose that one as From: it is in the Twilio Console';
export const TRIAL_RECIPIENT =
	'The recipient was added but not verified yet. Complete the verification in the Twilio Console';
