import type Ajv from 'ajv';

const isUrl = (text: string) => {
	try {
		return ['http:', 'https:'].includes(new URL(text).protocol);
	} catch {
		return false;
	}
};

const dateTime = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const rfc2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/;

/**
 * Adds the formats of Twilio's description. The `free` ones do not restrict the text. A `uri` is a path only in
 * responses, and only in those of the 2010 API.
 */
export function addTwilioFormats(ajv: Ajv, paths: 'paths' | 'addresses'): void {
	ajv.addFormat('uri', (text) => isUrl(text) || (paths === 'paths' && text.startsWith('/')));
	ajv.addFormat('date-time', (text) => dateTime.test(text) && !Number.isNaN(Date.parse(text)));
	ajv.addFormat('date-time-rfc-2822', rfc2822);
	ajv.addFormat('date', (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)));
	ajv.addFormat('currency', /^[A-Za-z]{3}$/);
	ajv.addFormat('iso-country-code', /^[A-Z]{2}$/);
	const free = [
		'http-method',
		'phone-number',
		'phone-number-capabilities',
		'endpoint',
		'twiml',
		'uri-map',
		'int32',
		'int64',
		'float',
		'ice-server',
	];
	for (const name of free) ajv.addFormat(name, true);
}
