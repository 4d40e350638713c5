/** Advice for an error that means different things for different resources, by Twilio's name of the resource. */
export type AdviceByResource = { default: string } & Record<string, string>;

/**
 * What an error of Twilio means and what to do about it, in terms of this node, by the error's code: one or two
 * sentences without the last period. The source of each is Twilio's page of the code,
 * `https://www.twilio.com/docs/errors/<code>`.
 */
export type AdviceByCode = Record<number, string | AdviceByResource>;

/** Of messages and of calls, each with a code of its own. */
export const TRIAL_NUMBER =
	'In a trial each verified recipient has its own trial number. Choose that one as From: it is in the Twilio Console';
export const TRIAL_RECIPIENT =
	'The recipient was added but not verified yet. Complete the verification in the Twilio Console';
