import { badRequest } from '../errors';
import type { Values } from '../validation';

const channels = ['sms', 'call', 'whatsapp', 'email', 'auto', 'sna'];
const json = ['RateLimits', 'Tags', 'TemplateCustomSubstitutions'];

const invalid = (name: string, value: unknown) => badRequest(60200, `Invalid parameter '${name}': ${String(value)}`);

function isObject(text: unknown): boolean {
	try {
		const value: unknown = JSON.parse(String(text));
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	} catch {
		return false;
	}
}

/** Verify's own rules for a new verification. https://www.twilio.com/docs/verify/api/verification */
export function checkVerification(form: Values, service: Values): void {
	const { To, Channel, CustomCode, Locale, Amount, Payee } = form;
	if (!channels.includes(String(Channel))) throw invalid('Channel', Channel);
	const address = Channel === 'email' ? /^[^\s@]+@[^\s@]+$/ : /^\+[1-9]\d{6,14}$/;
	if (!address.test(String(To))) throw invalid('To', To);
	for (const name of json) {
		if (form[name] !== undefined && !isObject(form[name])) throw invalid(name, form[name]);
	}
	if (Locale !== undefined && !/^[a-z]{2}(-[a-zA-Z]{2})?$/.test(String(Locale))) throw invalid('Locale', Locale);
	if (CustomCode !== undefined) {
		if (!service.custom_code_enabled) throw badRequest(60204, 'Custom code is not allowed for this service');
		if (!/^\w{4,10}$/.test(String(CustomCode))) throw invalid('CustomCode', CustomCode);
	}
	if (service.psd2_enabled && (Amount === undefined || Payee === undefined)) {
		throw badRequest(60206, `'Amount' and 'Payee' are required by this service`);
	}
}
