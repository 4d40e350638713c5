import axios from 'axios';
import { envelopes, runNode } from '../../../support/engine';
import { newWorld } from '../../../support/world';

const download = (recordingSid: string, more: object = {}) => ({
	resource: 'recording',
	operation: 'download',
	recordingSid,
	...more,
});

test.each(['.wav', '.mp3'])('gives an absolute address that ends with %s', async (format) => {
	const { account, credential, sids } = await newWorld();
	const [envelope] = await envelopes({ parameters: download(sids.recording, { format }), credential });
	expect(envelope).toEqual({
		success: true,
		error: null,
		download_url: `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Recordings/${sids.recording}${format}`,
		recording_sid: sids.recording,
		format,
	});
});

test.each(['us1', 'ie1', 'au1'] as const)(
	'an HTTP client can fetch the address with the credentials of the account (%s)',
	async (region) => {
		const { account, credential, sids } = await newWorld(region);
		const [envelope] = await envelopes({ parameters: download(sids.recording), credential });
		const { status, headers } = await axios.get(envelope!.download_url as string, {
			auth: { username: account.sid, password: account.credentials.authToken },
			responseType: 'arraybuffer',
		});
		expect([status, headers['content-type']]).toEqual([200, 'audio/x-wav']);
	},
);

test.each([
	['.wav', 'audio/wav', 'RIFF'],
	['.mp3', 'audio/mpeg', undefined],
])('puts the %s into binary data if requested', async (format, mimeType, begin) => {
	const { credential, sids } = await newWorld();
	const { outputs } = await runNode({
		parameters: download(sids.recording, { format, options: { downloadFile: true, binaryProperty: 'audio' } }),
		credential,
	});
	const { binary, json, pairedItem } = outputs[0]![0]!;
	expect(json).toMatchObject({ success: true, format });
	expect(pairedItem).toEqual({ item: 0 });
	expect(Object.keys(binary!)).toEqual(['audio']);
	expect(binary!.audio).toMatchObject({ mimeType, fileName: `${sids.recording}${format}` });
	const data = Buffer.from(binary!.audio!.data, 'base64');
	expect(data.length).toBeGreaterThan(100);
	if (begin) expect(data.subarray(0, 4).toString()).toBe(begin);
});

test.each([1, 2])('asks for %d channels', async (channels) => {
	const { account, credential, sids } = await newWorld();
	await runNode({ parameters: download(sids.recording, { options: { downloadFile: true, channels } }), credential });
	const { requests } = await account.ledger();
	expect(requests.map(({ path, query }) => [path.split('/').pop(), query])).toEqual([
		[`${sids.recording}.json`, []],
		[`${sids.recording}.wav`, [['RequestedChannels', String(channels)]]],
	]);
});

test('two channels of a mono recording are a failure, without binary data', async () => {
	const { account, credential } = await newWorld();
	const [sid] = await account.seed('recording');
	const { outputs } = await runNode({
		parameters: download(sid!, { options: { downloadFile: true, channels: 2 } }),
		credential,
	});
	expect(outputs[0]![0]!.json).toMatchObject({
		success: false,
		error: expect.stringMatching(/16113.*Remove Channels/s),
		download_url: null,
	});
	expect(outputs[0]![0]!.binary).toBeUndefined();
});

// Twilio's support describes this for media: https://support.twilio.com/hc/en-us/articles/44750147594523
test('audio that cannot be found yet is asked for again', async () => {
	const { account, credential, sids } = await newWorld();
	await account.faults({ match: { path: /\.wav$/ }, times: 2, action: { kind: 'status', status: 404 } });
	const { outputs } = await runNode({
		parameters: download(sids.recording, { options: { downloadFile: true } }),
		credential,
	});
	expect(outputs[0]![0]!.json.success).toBe(true);
	expect(outputs[0]![0]!.binary).toBeDefined();
	expect((await account.counters()).requests).toBe(4);
});

test.each([
	[{ status: 'processing' }, 'The recording is processing'],
	[{ status: 'absent' }, 'no audio'],
	[{ encryption_details: { type: 'rsa-aes' } }, 'private key'],
])('an address behind which there is no plain audio comes with a hint: %j', async (fields, hint) => {
	const { account, credential } = await newWorld();
	const [sid] = await account.seed('recording', { fields });
	const { outputs, run } = await runNode({ parameters: download(sid!), credential });
	expect(outputs[0]![0]!.json).toMatchObject({ success: true, download_url: expect.stringContaining(sid!) });
	expect(run.data.resultData.runData.Twilio![0]!.hints).toEqual([
		expect.objectContaining({ message: expect.stringContaining(hint) }),
	]);
});

test('a missing recording is told, and no address is given', async () => {
	const { credential } = await newWorld();
	const [envelope] = await envelopes({ parameters: download(`RE${'0'.repeat(32)}`), credential });
	expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('20404'), download_url: null });
});
