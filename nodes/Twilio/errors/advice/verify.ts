import type { AdviceByCode } from './advice';

const EMAIL =
	'Check the email integration of the Verify service in the Twilio Console, and its SendGrid template and sender';
const TEMPLATE = 'Check Template: it must be an approved template of the account, with this locale and channel';
const OTHER_CHANNEL = 'Choose another channel';
const MESSAGE_LIMIT =
	'The account reached its limit of verifications. Try again later, or contact Twilio Support to raise it';

/** Errors of verifications and Verify services. */
export const VERIFY: AdviceByCode = {
	60200: {
		default: 'Check the field that the message names',
		Verifications: 'Check To, and that the account may use the channel',
		VerificationCheck: 'Check To and Code: the code has 4 to 10 characters',
		Services: 'Check the field that the message names: Friendly Name has at most 30 characters',
	},
	60201: TEMPLATE,
	60202: 'Five wrong codes were entered. Send a new code after 10 minutes',
	60203: 'Five codes were sent to this recipient. Wait 10 minutes before the next',
	60204: 'Twilio must enable this for the account. Remove it, or contact Twilio Support',
	60205: 'This number is a landline. Use the channel Call',
	60206: 'The Verify service uses PSD2: Amount and Payee are required',
	60212: 'Too many verifications of this number in a short time. Wait, and check that nobody misuses the workflow',
	60214: 'The Verify service uses PSD2, which the channel Call does not support. Choose SMS',
	60217: 'The Verify service has no email integration. Add one in the Twilio Console, or use another channel',
	60218: EMAIL,
	60219: EMAIL,
	60220: 'Verifications to China require approval. Contact Twilio Support',
	60221: 'Provide either To or Verification SID',
	60222: EMAIL,
	60223: 'Choose another channel, or enable this one in the Verify service',
	60224: 'Template Custom Substitutions must have a value for each variable of the template',
	60226: 'Numbers in China require Custom Friendly Name',
	60227: TEMPLATE,
	60228: TEMPLATE,
	60229: TEMPLATE,
	60236: 'Check To: it must be an email address',
	60237: 'Verify does not send to the domain of this email address. Choose another To',
	60238:
		'Twilio blocks verifications to this destination, or reviews the upgrade of the account. Contact Twilio Support if this lasts longer than 72 hours',
	60242: 'Verify has no WhatsApp template for this locale. Choose another Locale or channel',
	60245: MESSAGE_LIMIT,
	60246: 'A Verify service of this name exists already. Use it, or choose another Friendly Name',
	60247: 'The message is too long. Shorten Custom Friendly Name or Template Custom Substitutions',
	60248: 'Choose another Friendly Name: it contains a restricted word',
	60250: 'Register the sender for Australia in the Twilio Console',
	60251: 'Check Templates: a JSON array of objects with the SID of a template, and its substitutions',
	60329: 'The Verify service uses PSD2, which Silent Network Auth does not support. Choose another channel',
	60331: 'Verify cannot speak this language. Choose another Locale or channel',
	60408: 'Templates work with the channel SMS only. Remove Template, or choose SMS',
	60410: 'Verify Fraud Guard blocks numbers with this prefix. Try again after 12 hours, or use another channel',
	60412: 'Verify blocked this as a fraudulent signup. Add the number to the Verify Safelist, or disable Risk Check',
	60550: 'None of the channels could be used. Check the logs of Verify in the Twilio Console, or choose one channel',
	60602: 'App Hash works with the channel SMS only. Remove it, or choose SMS',
	60603: 'The SendGrid account has no credits left. Upgrade it, or use another channel',
	60604: EMAIL,
	60605: 'Allow this country under Geo Permissions of Verify in the Twilio Console',
	60728: MESSAGE_LIMIT,
	60734: `This recipient cannot receive rich content. Remove Template, or use the channel SMS`,
	68008: `The Verify service has no WhatsApp sender. Set one in the Twilio Console. ${OTHER_CHANNEL} until then`,
	575001: 'This trial account cannot use Verify, or not with these fields. Upgrade the account in the Twilio Console',
};
