import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine';
import { newWorld, type World } from '../../../support/world';
import type { FaultAction } from '../../../twilio/client';

const ONCE = { downloadFile: true, maxRetries: 0 };

const recordingOf = ({ sids }: World, options: object = ONCE): INodeParameters => ({
	resource: 'recording',
	operation: 'download',
	recordingSid: sids.recording,
	options: { ...options },
});

const mediaOf = ({ sids }: World, options: object = ONCE): INodeParameters => ({
	resource: 'messageMedia',
	operation: 'getAll',
	messageSid: sids.message,
	options: { ...options },
});

async function run({ credential }: World, parameters: INodeParameters) {
	const { outputs } = await runNode({ credential, parameters });
	return outputs[0]![0]!;
}

const answer = (contentType: string, body: string | object = '<html>Sign in to this network</html>'): FaultAction => ({
	kind: 'status',
	status: 200,
	body,
	contentType,
});

describe('What is not the file is a failure, without binary data', () => {
	test.each<[string, FaultAction, string]>([
		['HTML', answer('text/html; charset=utf-8'), 'it is text/html instead of audio/wav'],
		["Twilio's error in JSON", answer('application/json', { code: 20404, status: 404 }), 'it is application/json'],
		["Twilio's error in XML", answer('application/xml', '<TwilioResponse/>'), 'it is application/xml'],
		['another format of errors', answer('application/problem+json', '{}'), 'it is application/problem+json'],
		['text', answer('text/plain', 'Bad gateway'), 'it is text/plain'],
		['200 without a body', answer('audio/x-wav', ''), 'it is empty'],
		['204', { kind: 'status', status: 204 }, 'it is empty'],
	])('audio answered as %s', async (_what, action, reason) => {
		const world = await newWorld();
		await world.account.faults({ match: { path: /\.wav$/ }, action });
		const { json, binary } = await run(world, recordingOf(world));
		expect(json).toMatchObject({ success: false, download_url: null, error: expect.stringContaining(reason) });
		expect(binary).toBeUndefined();
		expect((await world.account.counters()).inFlight).toBe(0);
	});

	test('a picture answered as HTML', async () => {
		const world = await newWorld();
		await world.account.faults({ match: { path: new RegExp(`${world.sids.media}$`) }, action: answer('text/html') });
		const { json, binary } = await run(world, mediaOf(world));
		expect(json).toMatchObject({ success: false, error: expect.stringContaining('it is text/html') });
		expect(binary).toBeUndefined();
	});

	test('is asked for again', async () => {
		const world = await newWorld();
		await world.account.faults({ match: { path: /\.wav$/ }, times: 1, action: answer('text/html') });
		const { json, binary } = await run(world, recordingOf(world, { downloadFile: true }));
		expect(json).toMatchObject({ success: true });
		expect(binary!.data).toMatchObject({ mimeType: 'audio/wav' });
	});
});

test.each<[string, string, FaultAction]>([
	['HTML, if that is what was sent', 'text/html', answer('text/html')],
	['a contact by another name of its type', 'text/x-vcard', answer('text/vcard', 'BEGIN:VCARD')],
	['bytes of no stated type', 'image/png', answer('application/octet-stream', 'PNG')],
])('a medium may be %s', async (_what, content_type, action) => {
	const world = await newWorld();
	const [sid] = await world.account.seed('media', { messageSid: world.sids.message, fields: { content_type } });
	await world.account.faults({ match: { path: new RegExp(`${sid}$`) }, action });
	const { json, binary } = await run(world, mediaOf(world));
	expect(json).toMatchObject({ success: true });
	expect(Object.values(binary!)).toContainEqual(expect.objectContaining({ mimeType: content_type }));
});

describe('The name of a medium', () => {
	test.each([
		['image/jpeg', 'jpg'],
		['image/svg+xml', 'svg'],
		['image/png', 'png'],
		['audio/x-wav', 'wav'],
		['text/x-vCard; charset=utf-8', 'vcf'],
		['text/calendar', 'ics'],
		['application/msword', 'doc'],
		['application/vnd.apple.pkpass', 'pkpass'],
		['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
		['application/vnd.unknown', undefined],
		['application/x-unknown', undefined],
		['constructor', undefined],
		['image/../../etc', undefined],
	])('of type %s ends with %s', async (content_type, extension) => {
		const world = await newWorld();
		const [sid] = await world.account.seed('media', { messageSid: world.sids.message, fields: { content_type } });
		const { binary } = await run(world, { ...mediaOf(world), limit: 1 });
		expect(binary!.data_0!.fileName).toBe(extension === undefined ? sid : `${sid}.${extension}`);
	});

	test('without a type in its record comes from the response', async () => {
		const world = await newWorld();
		const [sid] = await world.account.seed('media', { messageSid: world.sids.message, fields: { content_type: null } });
		const { binary } = await run(world, { ...mediaOf(world), limit: 1 });
		expect(binary!.data_0).toMatchObject({ mimeType: 'image/png', fileName: `${sid}.png` });
	});
});

test('the failure of one of several media names it, and the rest is not asked for', async () => {
	const world = await newWorld();
	const { account, sids } = world;
	// Lists begin with the newest.
	const bad = (await account.seed('media', { messageSid: sids.message, count: 60 })).at(-3);
	await account.reset();
	await account.faults({ match: { path: new RegExp(`${bad}$`) }, action: { kind: 'status', status: 403 } });
	const { json } = await run(world, { ...mediaOf(world, { ...ONCE, maxConcurrency: 1 }), returnAll: true });
	expect(json).toMatchObject({ success: false, error: expect.stringContaining(`${bad}: Twilio returned HTTP 403`) });
	expect((await account.counters()).requests).toBeLessThan(10);
});
