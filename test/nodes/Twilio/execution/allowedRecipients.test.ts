import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { AGAIN, call, chosen, contacts, OTHER, TO } from '../../../support/contacts';
import { envelopes, runNode } from '../../../support/engine';
import { useTool } from '../../../support/tools';
import { newWorld, type World } from '../../../support/world';

let world: World;

beforeEach(async () => {
	world = await newWorld();
});

describe('Allowed Recipients', () => {
	const attempt = async (to: string, allowedRecipients: INodeParameters[string], more: IDataObject = {}) => {
		const parameters = { ...chosen({ allowedRecipients }), ...(more as INodeParameters) };
		const { outputs } = await runNode({
			parameters,
			credential: world.credential,
			items: [{ json: call('Hello', to) }],
		});
		const { requests } = await world.account.counters();
		const { success, error } = outputs[0]![0]!.json;
		return { success, error: error as string | null, requests };
	};

	test.each([
		['+15005550101', ['+15005550101']],
		['+1 (500) 555-0101', ['+1 500 555 0101']],
		['0044 20 7946 0000', ['+44 (0)20 7946 0000']],
		['+15005550101', ['+44*', '+1500*']],
		['+15005550101', ['+1 (500)*']],
		['+442079460000', ['0044*']],
		['+15005550101', '["+1500*"]'],
		['+15005550101', []],
	] as Array<[string, INodeParameters[string]]>)('%s is allowed by %j', async (to, allowed) => {
		expect(await attempt(to, allowed)).toMatchObject({ success: true, requests: 1 });
	});

	test.each([
		['whatsapp', '+15005550101', ['+15005550101']],
		['whatsapp', 'whatsapp:+15005550101', ['+1500*']],
		['whatsapp', '+15005550101', ['whatsapp:+1500*']],
		['messenger', '4711', ['messenger:4711']],
	])('on the channel %s %s is allowed by %j', async (channel, to, allowed) => {
		expect(await attempt(to, allowed, { channel })).toMatchObject({ requests: 1 });
	});

	test.each([
		['sms', '+15005550102', ['+15005550101']],
		['sms', '15005550101', ['+15005550101']],
		['sms', '+15005550101', ['whatsapp:+15005550101']],
		['sms', '+1500,+19005550101', ['+1500*']],
		['sms', '+1500;x', ['+1500*']],
		['messenger', '15005550101', ['15005550101']],
	])('on the channel %s %s is not allowed by %j', async (channel, to, allowed) => {
		const { success, error, requests } = await attempt(to, allowed, { channel });
		expect({ success, requests }).toEqual({ success: false, requests: 0 });
		expect(error).toMatch(
			/^To ".*" is not one of the Allowed Recipients, so nothing was sent\. Trying again does not help\.$/,
		);
	});

	test.each([
		[['*']],
		[['+*']],
		[['whatsapp:*']],
		[[' * ']],
		[['+1*5']],
		[['+1500*', '-']],
		[['+15005550101, +15005550102']],
		[['+15005550101', '']],
		[['']],
		[''],
		[' '],
		['[]'],
		['["", "+1500*"]'],
		['={{ [] }}'],
		['={{ "" }}'],
		['={{ null }}'],
		['={{ undefined }}'],
		['={{ $json.nothing }}'],
		[['={{ $json.nothing }}']],
		['={{ [null] }}'],
		['={{ ({}) }}'],
	] as Array<[INodeParameters[string]]>)('%j is refused, and allows nobody', async (allowed) => {
		const { success, error, requests } = await attempt(TO, allowed);
		expect({ success, requests }).toEqual({ success: false, requests: 0 });
		expect(error).toMatch(/^Allowed Recipients .*\(e\.g\. \+1415\*\)|^Allowed Recipients must be text/);
	});

	test('an expression that does not evaluate sends nothing', async () => {
		await expect(attempt(TO, '={{ $("Nowhere").first().json.list }}')).rejects.toMatchObject({
			message: "Referenced node doesn't exist",
		});
		expect((await world.account.counters()).requests).toBe(0);
	});

	test('hold for every action that contacts a person, as a tool and otherwise', async () => {
		for (const [name, parameters] of contacts(world)) {
			const kept = { ...parameters, options: { allowedRecipients: [OTHER] } };
			const [json] = await envelopes({ parameters: kept, credential: world.credential });
			const [[result]] = (await useTool({ parameters: kept, credential: world.credential }, [{}])) as [[IDataObject]];
			for (const { success, error } of [json!, result])
				expect([name, success, error]).toEqual([name, false, expect.stringContaining(AGAIN)]);
		}
		expect((await world.account.counters()).requests).toBe(0);
	});

	test('an address of email is compared as it is', async () => {
		const [, parameters] = contacts(world).at(-1)!;
		const email = {
			...parameters,
			channel: 'email',
			to: '={{ $json.to }}',
			options: { allowedRecipients: ['ada@example.com'] },
		};
		const items = ['ada@example.com', 'eve@example.com', 'ada@example.com.evil.example'].map((to) => ({
			json: { to },
		}));
		const found = await envelopes({ parameters: email, credential: world.credential, items });
		expect(found.map(({ error }) => String(error).includes(AGAIN))).toEqual([false, true, true]);
	});
});
