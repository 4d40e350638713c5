/**
 * The longest text that is read, in characters. Twilio takes far less (a message has 1,600, TwiML 4,000): what is
 * longer, such as a whole file, would only hold up n8n before Twilio refuses it.
 */
export const MAX_TEXT = 100_000;

/** No phone number, SID, number, date or choice is longer, in characters. What is longer is not looked at any further. */
export const MAX_WORD = 100;

/** The longest link, in characters. */
export const MAX_LINK = 2_000;
