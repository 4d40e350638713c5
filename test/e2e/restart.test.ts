import { installN8n } from '../n8n/install';
import { demoAccount } from '../n8n/demoAccount';
import { leave, nameOfRun, userFolderOf } from '../n8n/package';
import { envelopesOf, N8nClient } from '../n8n/rest';
import { startN8n, type N8nServer } from '../n8n/server';
import { openStage, type Stage } from '../n8n/stage';
import { credentialOf } from '../support/credentials';
import { chain, CREDENTIAL_TYPE, node, save, twilioNode, type World } from './world';

const TO = '+14155550123';
const name = nameOfRun('restart');

/** n8n behaves differently in its own tests, and must not mistake this environment for theirs. */
const PRODUCTION = { NODE_ENV: 'production' };

let stage: Stage;
let n8n: N8nServer;
let world: World;

beforeAll(async () => {
	stage = await openStage({ name, env: () => Promise.resolve(PRODUCTION) });
	n8n = stage.n8n;
	const client = await N8nClient.login(n8n.url);
	const account = await demoAccount(stage.twilio!.url);
	const credential = await client.createCredential('Twilio', CREDENTIAL_TYPE, credentialOf(account.credentials));
	world = { n8n: client, account, credential };
}, 240_000);

afterAll(async () => {
	await n8n?.stop();
	await stage?.close();
	leave(name, true);
});

async function ask(): Promise<string> {
	const from = { __rl: true, mode: 'id', value: '+14155550100' };
	const parameters = { resource: 'message', operation: 'sendAndWait', from, to: TO, message: 'Fine?' };
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		twilioNode('Ask', parameters),
		node('After', 'n8n-nodes-base.noOp'),
	];
	const workflow = { name: 'Ask', nodes, connections: chain('Start', 'Ask', 'After') };
	const id = await world.n8n.start(await save(world, workflow), 'Start');
	await world.n8n.untilWaiting(id);
	return id;
}

/** Kills n8n like a crash, and restarts it with its data at the address that the questions contain. */
async function crash(): Promise<void> {
	await n8n.stop('SIGKILL');
	n8n = await startN8n({
		installation: await installN8n(),
		userFolder: userFolderOf(name),
		port: Number(new URL(n8n.url).port),
		env: { ...stage.twilio!.env, ...PRODUCTION },
	});
	world.n8n = await N8nClient.login(n8n.url);
}

const answered = async (id: string) => envelopesOf(await world.n8n.finished(id), 'After');

test('after a crash an answer still counts, once', async () => {
	const phone = world.account.phone(TO);
	const seen = (await phone.messages()).length;
	const id = await ask();
	const { links } = await phone.waitForMessage(seen);
	await crash();

	const pressed = await phone.open(links[0]!, { approved: 'false' });
	expect(pressed).toMatchObject({ status: 200, body: expect.stringContaining('was recorded') });
	const again = await phone.open(links[0]!, { approved: 'true' });
	expect(again.body).not.toContain('was recorded');
	expect(await answered(id)).toMatchObject([{ success: true, approved: false, message: { to: TO } }]);
	const { effects } = await world.account.ledger();
	expect(effects.filter(({ kind }) => kind === 'message.created')).toHaveLength(seen + 1);
}, 300_000);
