import type { IBinaryKeyData } from 'n8n-workflow';
import type { TwilioFile } from '../actions/action';
import { about } from '../errors/twilioApiError';
import { fileName } from '../output/fileName';
import { mimeTypeOf } from '../transport/fileResponse';
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
	const download = async ({ request, name, contentType }: TwilioFile, index: number) => {
		const mimeType = mimeTypeOf(contentType);
		const consume = async (body: ByteStream, received = 'application/octet-stream') => {
			const type = mimeType ?? received;
			return await context.helpers.prepareBinaryData(body, fileName(name, type), type);
		};
		const stored = client.download(request, options, { mimeType, consume });
		return [nameOf(index), await about(name, stored)] as const;
	};
	return Object.fromEntries(await settleAll(files, download, options.maxConcurrency));
}
