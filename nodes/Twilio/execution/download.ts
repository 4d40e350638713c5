import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { settleAll } from './settleAll';
import type { TwilioFile } from '../actions/action';
import type { Options } from './jobs';
import type { TwilioClient } from '../transport/client';
import type { ByteStream } from '../transport/sendOnce';

/** Puts files of Twilio into binary data as they come in, without holding them in memory. */
export type Download = (files: TwilioFile[], nameOf: (index: number) => string) => Promise<IBinaryKeyData>;

export const downloader =
	(context: IExecuteFunctions, client: TwilioClient, options: Options): Download =>
	async (files, nameOf) => {
		const entries = await settleAll(files, async ({ request, fileName, mimeType }, index) => {
			const consume = async (body: ByteStream) =>
				await context.helpers.prepareBinaryData(body as never, fileName, mimeType);
			return [nameOf(index), await client.download(request, options, consume)] as const;
		});
		return Object.fromEntries(entries);
	};
