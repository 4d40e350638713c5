import { badRequest } from '../errors';
import type { Values } from '../validation';

const channels = ['sms', 'call', 'whatsapp', 'email', 'auto', 'sna'];
const json = ['RateLimits', 'Tags', 'TemplateCustomSubstitutions', 'ChannelConfiguration'];

const invalid = (name: string, value: unknown) => badRequest(60200, `Invalid parameter '${name}': ${String(value)}`);

function parse(text: unknown): unknown {
	try {
		return JSON.parse(String(text));
	} catch {
		return undefined;
	}
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** https://www.twilio.com/docs/api/errors/60251 */
function checkTemplates({ Templates }: Values): void {
	if (Templates === undefined) return;
	const entries = parse(Templates);
	const isEntry = ({ sid, substitutions = {} }: Values) =>
		/^HJ[0-9a-fA-F]{32}$/.test(String(sid)) && isObject(substitutions);
	if (Array.isArray(entries) && entries.length > 0 && entries.every((entry) => isObject(entry) && isEntry(entry)))
		return;
	throw badRequest(60251, `Invalid 'Templates' parameter: ${String(Templates)}`);
}

/** https://www.twilio.com/docs/api/errors/68008 */
function checkWhatsApp(channel: unknown, service: Values): void {
	if (channel !== 'whatsapp' || (service.whatsapp as Values).from) return;
	throw badRequest(68008, 'Verify WhatsApp channel not configured');
}

function checkCustomCode(code: unknown, service: Values): void {
	if (code === undefined) return;
	if (!service.custom_code_enabled) throw badRequest(60204, 'Custom code is not allowed for this service');
	if (!/^\w{4,10}$/.test(String(code))) throw invalid('CustomCode', code);
}

/** Checks a new verification against Verify's own rules. https://www.twilio.com/docs/verify/api/verification */
export function checkVerification(form: Values, service: Values): void {
	const { To, Channel, CustomCode, Locale, Amount, Payee } = form;
	if (!channels.includes(String(Channel))) throw invalid('Channel', Channel);
	const address = Channel === 'email' ? /^[^\s@]+@[^\s@]+$/ : /^\+[1-9]\d{6,14}$/;
	if (!address.test(String(To))) throw invalid('To', To);
	for (const name of json) {
		if (form[name] !== undefined && !isObject(parse(form[name]))) throw invalid(name, form[name]);
	}
	checkTemplates(form);
	checkWhatsApp(Channel, service);
	if (Locale !== undefined && !/^[a-z]{2}(-[a-zA-Z]{2})?$/.test(String(Locale))) throw invalid('Locale', Locale);
	checkCustomCode(CustomCode, service);
	if (service.psd2_enabled && (Amount === undefined || Payee === undefined)) {
		throw badRequest(60206, `'Amount' and 'Payee' are required by this service`);
	}
}
