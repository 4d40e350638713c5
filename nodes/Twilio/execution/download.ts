import type { IBinaryKeyData } from 'n8n-workflow';
import type { TwilioFile } from '../actions/action';
import type { ByteStream } from '../transport/sendOnce';
import type { Job } from './jobs';
import type { RunContext } from './runContext';
import { settleAll } from './settleAll';

/** Streams files from Twilio into binary data, without holding them in memory. */
export async function downloadFiles(
	{ context, client }: RunContext,
	{ options }: Job,
	files: TwilioFile[],
	nameOf: (index: number) => string,
): Promise<IBinaryKeyData> {
	const entries = await settleAll(files, async ({ request, fileName, mimeType }, index) => {
		const consume = async (body: ByteStream) => await context.helpers.prepareBinaryData(body, fileName, mimeType);
		return [nameOf(index), await client.download(request, options, consume)] as const;
	});
	return Object.fromEntries(entries);
}
