import { randomBytes } from 'node:crypto';
import axios from 'axios';
import type { INode } from 'n8n-workflow';
import { demoAccount } from '../n8n/demoAccount';
import { installN8n } from '../n8n/install';
import { installPackage, leave, nameOfRun, packPackage, userFolderOf } from '../n8n/package';
import { N8nClient } from '../n8n/rest';
import { startN8n, type N8nServer } from '../n8n/server';
import { credentialOf } from '../support/credentials';
import { FROM } from '../support/sending';
import type { TestAccount } from '../twilio/client';
import { startLocalTwilio } from '../twilio/server';
import { report, WORKER_URL } from './report';
import { startServices } from './services';

/*
 * npm run test:queue
 *
 * Runs n8n in queue mode, with one main and four workers. Each of 2,000 executions sends one message on an account
 * that allows 20 requests at a time, and one worker is killed midway and replaced. The ledger of the local Twilio
 * shows how often each message was really sent, and by which worker.
 */

const EXECUTIONS = Number(process.env.QUEUE_EXECUTIONS ?? 2000);
const WORKERS = 4;
const CEILING = 20;
/**
 * Time per request, in milliseconds. Long enough that the ceiling is the limit, not n8n: on two cores its queue mode
 * handles about 17 executions per second.
 */
const LATENCY = 2000;

/** How long the remaining executions may take after the last one was accepted, in milliseconds. */
const PATIENCE = 600_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const sentBy = async (account: TestAccount) => (await account.counters()).effects['message.created'] ?? 0;

function workflow(credential: { id: string; name: string }) {
	const twilio: INode = {
		id: '2',
		name: 'Send',
		type: 'n8n-nodes-twilio.twilio',
		typeVersion: 1,
		position: [200, 0],
		parameters: {
			from: FROM,
			to: '+14155550123',
			body: '={{ $json.body.text }}',
			additionalFields: { statusCallback: `=${WORKER_URL}{{ $env.QUEUE_WORKER }}` },
		},
		credentials: { twilioAccountApi: credential },
	};
	const webhook: INode = {
		id: '1',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: 'queue',
		parameters: { path: 'queue', httpMethod: 'POST' },
	};
	return {
		name: 'Queue',
		nodes: [webhook, twilio],
		connections: { Webhook: { main: [[{ node: 'Send', type: 'main' as const, index: 0 }]] } },
	};
}

/** Posts all texts, ten at a time. */
async function postAll(url: string, texts: string[]): Promise<void> {
	const waiting = [...texts];
	const post = async () => {
		for (let text = waiting.shift(); text; text = waiting.shift()) await axios.post(url, { text }, { proxy: false });
	};
	await Promise.all(Array.from({ length: 10 }, post));
}

/** Waits until no execution is open, or `PATIENCE` runs out. */
async function untilSettled(n8n: N8nClient, workflowId: string): Promise<void> {
	for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(5000)) {
		const open = (await n8n.executions(workflowId)).filter(({ status }) =>
			['new', 'running', 'waiting'].includes(status),
		).length;
		console.log(`  ${open} executions are open`);
		if (open === 0) return;
	}
}

async function main(): Promise<boolean> {
	const name = nameOfRun('queue');
	let good = false;
	const services = await startServices();
	const servers: N8nServer[] = [];
	const twilio = await startLocalTwilio();
	try {
		const installation = await installN8n();
		const userFolder = userFolderOf(name);
		await installPackage(await packPackage(), userFolder);
		const env = {
			...services.env,
			...twilio.env,
			N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
			// Lets the workflow report which worker runs it.
			N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
		};
		const start = async (command: 'start' | 'worker', log: string) => {
			const server = await startN8n({
				installation,
				userFolder,
				env: { ...env, QUEUE_WORKER: log },
				command,
				name: log,
			});
			servers.push(server);
			return server;
		};
		const startWorker = (number: number) => start('worker', `worker-${number}`);
		console.log(`Starting one main and ${WORKERS} workers …`);
		const main = await start('start', 'main');
		const [victim] = await Promise.all(Array.from({ length: WORKERS }, (_, index) => startWorker(index + 1)));

		const n8n = await N8nClient.login(main.url);
		const account = await demoAccount(twilio.url);
		await account.configure({ latency: LATENCY, maxInFlight: CEILING });
		const credential = await n8n.createCredential(
			'Twilio account',
			'twilioAccountApi',
			credentialOf(account.credentials),
		);
		const saved = await n8n.createWorkflow(workflow(credential));
		await n8n.activate(saved);

		console.log(`Posting ${EXECUTIONS} times …`);
		const texts = Array.from({ length: EXECUTIONS }, (_, index) => `Message ${index + 1}`);
		const posted = postAll(`${main.url}/webhook/queue`, texts);
		while ((await sentBy(account)) < EXECUTIONS / 3) await pause(100);
		console.log(`Killing a worker after ${await sentBy(account)} messages, and starting another …`);
		await victim!.stop('SIGKILL');
		await startWorker(WORKERS + 1);
		await posted;
		await untilSettled(n8n, saved.id);
		good = await report(n8n, account, texts, { ceiling: CEILING, latency: LATENCY });
		return good;
	} finally {
		for (const server of servers) await server.stop();
		await twilio.close();
		await services.stop();
		leave(name, good);
	}
}

main().then(
	(good) => process.exit(good ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
