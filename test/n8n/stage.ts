import { startLocalTwilio, type LocalTwilio } from '../twilio/server';
import { installN8n, type Installation } from './install';
import { installPackage, packPackage, userFolderOf } from './package';
import { startN8n, type N8nServer } from './server';

/** n8n with the packed package, and the local Twilio that it uses in place of Twilio. */
export interface Stage {
	n8n: N8nServer;
	/** Missing if n8n talks to Twilio itself. */
	twilio?: LocalTwilio;
	close: () => Promise<void>;
}

export interface StageOptions {
	/** Name of the folder in which n8n keeps its data. */
	name: string;
	version?: string;
	port?: number;
	/** Port of the local Twilio. */
	twilioPort?: number;
	/** Whether n8n talks to Twilio itself. */
	live?: boolean;
	/** Whether n8n reloads the package whenever one of its files changes. */
	reload?: boolean;
	/** Environment variables for n8n besides the usual ones. */
	env?: (installation: Installation, twilio: LocalTwilio) => Promise<Record<string, string>>;
}

/** Builds, packs and installs the package as users do, and starts n8n with it. */
export async function openStage({ name, version, port, twilioPort, live, reload, env }: StageOptions): Promise<Stage> {
	const userFolder = userFolderOf(name);
	const installation = await installN8n(version);
	await installPackage(await packPackage(), userFolder);
	const twilio = live ? undefined : await startLocalTwilio(twilioPort);
	console.log(`Starting n8n ${installation.version} …`);
	try {
		const more = twilio && (await env?.(installation, twilio));
		const n8n = await startN8n({
			installation,
			userFolder,
			port,
			env: { ...twilio?.env, ...more, ...(reload && { N8N_DEV_RELOAD: 'true' }) },
		});
		return {
			n8n,
			twilio,
			close: async () => {
				await n8n.stop();
				await twilio?.close();
			},
		};
	} catch (error) {
		await twilio?.close();
		throw error;
	}
}
