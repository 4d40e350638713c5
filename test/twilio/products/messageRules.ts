import { badRequest } from '../errors';
import type { Region } from '../types';
import type { Values } from '../validation';

const minute = 60_000;
const day = 24 * 60 * minute;
const channel = /^(whatsapp|messenger|rcs):/;

/** Whether it is a business-scoped user ID on WhatsApp: github.com/dimagi/open-chat-studio/issues/3322 */
const isWhatsAppUser = (address: string) => /^whatsapp:[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(address);

/** Checks whether it is an E.164 number, a short code or a channel address. */
export function isRecipient(to: string): boolean {
	const isNumber = /^(whatsapp:|rcs:)?\+[1-9]\d{6,14}$/.test(to) || /^\d{3,8}$/.test(to);
	return isNumber || isWhatsAppUser(to) || /^messenger:\d+$/.test(to);
}

/** Checks whether it has a recipient's form, or is an alphanumeric sender ID or the name of an RCS agent. */
function isSender(from: string): boolean {
	return isRecipient(from) || /^(?=.*[A-Za-z])[\w &+-]{1,11}$/.test(from) || /^rcs:\w+$/.test(from);
}

/** Checks the fallback for RCS. https://www.twilio.com/docs/api/errors/21664, 21665 and 21666 */
function checkFallback({ FallbackFrom, From, MessagingServiceSid }: Values): void {
	if (FallbackFrom === undefined) return;
	if (From !== undefined) throw badRequest(21664, `'FallbackFrom' cannot be used with a 'From' sender`);
	if (MessagingServiceSid === undefined) throw badRequest(21666, `'FallbackFrom' requires MessagingServiceSid`);
	const sender = String(FallbackFrom);
	if (!isSender(sender) || channel.test(sender)) throw badRequest(21665, `Invalid 'FallbackFrom' sender: ${sender}`);
}

function checkSchedule({ ScheduleType, SendAt, MessagingServiceSid }: Values, now: number): void {
	if (SendAt === undefined) {
		if (ScheduleType) throw badRequest(35111, `'SendAt' is required with 'ScheduleType'`);
		return;
	}
	if (ScheduleType !== 'fixed') {
		throw badRequest(35114, `'ScheduleType' must be 'fixed' when 'SendAt' is given`);
	}
	if (!MessagingServiceSid) {
		throw badRequest(35118, `'MessagingServiceSid' is required to schedule a message`);
	}
	const ahead = Date.parse(String(SendAt)) - now;
	if (ahead < 5 * minute || ahead > 35 * day) {
		throw badRequest(35115, `'SendAt' must be between 5 minutes and 35 days in the future`);
	}
}

function checkVariables(variables: unknown): void {
	if (variables === undefined) return;
	try {
		const parsed: unknown = JSON.parse(String(variables));
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return;
	} catch {
		// Reported below.
	}
	throw badRequest(21656, `The 'ContentVariables' parameter is invalid: it must be a JSON object`);
}

function checkContent({ Body = '', MediaUrl = [], ContentSid }: Values): void {
	const media = MediaUrl as string[];
	if (Body === '' && media.length === 0 && !ContentSid) {
		throw badRequest(21619, `A text message body, media urls or a content sid must be specified ('Body')`);
	}
	if ([...String(Body)].length > 1600) {
		throw badRequest(21617, `The concatenated message body exceeds the 1600 character limit ('Body')`);
	}
	if (media.length > 10) throw badRequest(21623, `Number of media files exceeds the limit of 10 ('MediaUrl')`);
}

/** Refuses what Ireland cannot send. https://www.twilio.com/docs/api/errors/21670 and 21671 */
function checkRegion({ MediaUrl, ContentSid, ContentVariables }: Values, region: Region): void {
	if (region !== 'ie1') return;
	if (MediaUrl !== undefined) throw badRequest(21670, 'Media is not supported for messaging in this Twilio region.');
	if (ContentSid !== undefined || ContentVariables !== undefined) {
		throw badRequest(21671, 'Content Templates are not supported for messaging in this Twilio region.');
	}
}

/** Checks a message against Twilio's rules beyond its description. Codes: https://www.twilio.com/docs/api/errors */
export function checkMessage(form: Values, region: Region, now: number): void {
	const { To, From, MessagingServiceSid } = form;
	const to = String(To);
	if (!isRecipient(to)) throw badRequest(21211, `Invalid 'To' Phone Number: ${to}`);
	checkFallback(form);
	if (From === undefined && MessagingServiceSid === undefined) {
		throw badRequest(21603, `A 'From' phone number is required`);
	}
	if (From !== undefined && !isSender(String(From))) {
		throw badRequest(21212, `Invalid 'From' Phone Number: ${String(From)}`);
	}
	checkContent(form);
	checkRegion(form, region);
	if (From === To) throw badRequest(21266, `'To' and 'From' number cannot be the same: ${to}`);
	if (From && channel.exec(to)?.[0] !== channel.exec(String(From))?.[0]) {
		throw badRequest(21910, `Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel`);
	}
	checkVariables(form.ContentVariables);
	checkSchedule(form, now);
}
