import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type * as Actions from '../../nodes/Twilio/actions';
import type { Action } from '../../nodes/Twilio/actions/action';
import type * as Options from '../../nodes/Twilio/actions/options';
import type * as Check from '../../nodes/Twilio/input/check';
import type * as Invalid from '../../nodes/Twilio/errors/invalidParameterError';
import type * as Hosts from '../../nodes/Twilio/transport/hosts';
import type * as Requests from '../../nodes/Twilio/transport/request';
import { built } from '../support/built';
import { anything, valuesFor } from './arbitraries';

const { actions } = built<typeof Actions>('actions');
const { withDefaults } = built<typeof Options>('actions/options');
const { checkParameters } = built<typeof Check>('input/check');
const { InvalidParameterError } = built<typeof Invalid>('errors/invalidParameterError');
const { urlOf } = built<typeof Hosts>('transport/hosts');
const { encodeFields } = built<typeof Requests>('transport/request');

const account = { sid: `AC${'a'.repeat(32)}`, region: 'us1' } as const;

/** Returns the requests for these values, or `undefined` if they are refused. Any other error fails the test. */
function requestsOf(action: Action, values: Record<string, unknown>) {
	try {
		const params = checkParameters(action.fields, values as IDataObject, 'Europe/Berlin');
		return [action.request(params, { account, options: withDefaults({}), resumeUrl: () => 'https://example.com/' })]
			.flat()
			.map((request) => ({ request, url: urlOf(request, account) }));
	} catch (error) {
		expect(error).toBeInstanceOf(InvalidParameterError);
		expect((error as Error).message).not.toBe('');
		return [];
	}
}

/** Where the requests of each action go, whatever the values: the host, and the fixed parts of the path. */
const PLACES: Record<string, [host: string, path: RegExp]> = Object.fromEntries(
	actions.map(({ resource, operation }) => {
		const sid = '[A-Z]{2}[0-9a-fA-F]{32}';
		const api = `/2010-04-01/Accounts/${account.sid}`;
		const places: Record<string, [string, string]> = {
			call: ['api', `${api}/Calls(/${sid})?\\.json`],
			message: ['api', `${api}/(Messages(/${sid})?|Calls)\\.json`],
			messageMedia: ['api', `${api}/Messages/${sid}/Media\\.json`],
			recording: ['api', `${api}/Recordings(/${sid})?\\.json`],
			transcript: ['intelligence', `/v2/Transcripts(/${sid})?`],
			verification: ['verify', `/v2/Services/${sid}/Verification(s|Check)`],
			verificationService: ['verify', '/v2/Services'],
		};
		const numbers: [string, string] =
			operation === 'lookup' ? ['lookups', '/v2/PhoneNumbers/[^/?#]+'] : ['api', `${api}/IncomingPhoneNumbers\\.json`];
		const [product, path] = places[resource] ?? numbers;
		return [`${resource}/${operation}`, [`${product}.twilio.com`, new RegExp(`^${path}$`)]];
	}),
);

/** Pattern for the names of Twilio's fields. */
const FIELD = /^[A-Z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)?[<>]?$/;

describe.each(actions.map((action) => [`${action.resource}/${action.operation}`, action] as const))(
	'%s',
	(name, action) => {
		test('sends its values where they belong and nowhere else, or refuses them', () => {
			let sent = 0;
			const property = fc.property(valuesFor(action.fields), (values) => {
				for (const { request, url } of requestsOf(action, values)) {
					sent++;
					const [host, path] = PLACES[name]!;
					const address = new URL(url);
					expect(address).toMatchObject({ protocol: 'https:', host, username: '', password: '', hash: '' });
					expect(address.pathname).toMatch(path);
					// Decoding returns what was meant: no value adds another field or ends its own.
					for (const [fields, text] of [
						[request.form, encodeFields(request.form ?? {}).toString()] as const,
						[request.query, address.search] as const,
					]) {
						const meant = Object.entries(fields ?? {}).flatMap(([key, value]) =>
							[value]
								.flat()
								.filter((entry) => entry !== undefined)
								.map((entry) => [key, String(entry)]),
						);
						expect([...new URLSearchParams(text)]).toEqual(meant);
						for (const [key] of meant) expect(key).toMatch(FIELD);
					}
				}
			});
			fc.assert(property, { numRuns: 300 });
			// Not all of the values are refused.
			expect(sent).toBeGreaterThan(0);
		});

		test('survives anything in any field', () => {
			for (const { name: field } of action.fields) {
				fc.assert(
					fc.property(
						anything,
						valuesFor(action.fields),
						(value, values) => void requestsOf(action, { ...values, [field]: value }),
					),
					{ numRuns: 50 },
				);
			}
		});
	},
);
