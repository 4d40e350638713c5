import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalTwilioClient, type ErrorFormat } from './client';
import { request } from './request';

const folder = join(dirname(require.resolve('@twilio/cli-core/package.json')), 'src/services/twilio-api');

/** Returns the error schema at a path within one of Twilio's documents. */
function schemaOf(file: string, way: string[]): object {
	const document: unknown = JSON.parse(readFileSync(join(folder, `twilio_${file}.json`), 'utf8'));
	return way.reduce((at, name) => (at as Record<string, unknown>)[name], document) as object;
}

const answer = ['responses', '400', 'content', 'application/json', 'schema'];

/** Error formats with their schemas in Twilio's documents. */
const described: Array<[ErrorFormat, object]> = [
	['problem', schemaOf('voice_v3', ['paths', '/v3/Transcriptions/{transcriptionId}', 'get', ...answer])],
	['params', schemaOf('monitor_v2', ['components', 'schemas', 'TwilioServiceErrorResponse'])],
	['classic', schemaOf('lookups_v2', ['paths', '/v2/RateLimits', 'get', ...answer])],
];

async function refusal(errorFormat: ErrorFormat) {
	const account = await new LocalTwilioClient().createAccount({ settings: { errorFormat } });
	const form = { To: 'Ada', From: '+15005550006', Body: 'Hello' };
	return await request(account, 'POST', '~/Messages.json', { form });
}

test.each(described)('an error of the format %s is what Twilio describes', async (format, schema) => {
	const { status, data } = await refusal(format);
	expect(status).toBe(400);
	const validate = new Ajv({ strict: false, validateFormats: false }).compile({
		...schema,
		additionalProperties: false,
	});
	validate(data);
	expect(validate.errors).toBeNull();
});

test.each<[ErrorFormat, object]>([
	['classic', { more_info: 'https://www.twilio.com/docs/errors/21211' }],
	['details', { details: { parameter: 'To' } }],
	['params', { params: { parameter: 'To' }, http_status_code: 400 }],
	['problem', { errors: [{ detail: "Invalid 'To' Phone Number: Ada", pointer: '#/To' }], title: 'Invalid parameter' }],
])('an error of the format %s names the parameter in its own way', async (format, expected) => {
	expect((await refusal(format)).data).toMatchObject({ code: 21211, status: 400, ...expected });
});
