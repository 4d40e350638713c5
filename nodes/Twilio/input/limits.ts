/**
 * Maximum length of a text, in characters. Twilio accepts far less (1,600 for a message, 4,000 for TwiML). Longer
 * input, such as a whole file, would only hold up n8n before Twilio refuses it.
 */
export const MAX_TEXT = 100_000;

/** Maximum length of a phone number, SID, number, date or option, in characters. Longer input is not parsed. */
export const MAX_WORD = 100;

/** Maximum length of a list, in characters, and in entries: thousands of SIDs or phone numbers. */
export const MAX_LIST = 400_000;
export const MAX_ENTRIES = 10_000;

/** Maximum length of a list of options, in characters. All options of a field have far fewer. */
export const MAX_CHOICES = 2_000;

/** Maximum length of a link, in characters. */
export const MAX_LINK = 2_000;
