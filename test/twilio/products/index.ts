import type { Handlers } from '../resource';
import { accountItself } from './accountItself';
import { applications } from './applications';
import { byocTrunks } from './byocTrunks';
import { calls } from './calls';
import { content } from './content';
import { intelligenceServices } from './intelligenceServices';
import { lookups } from './lookups';
import { media } from './media';
import { messages } from './messages';
import { messagingServices } from './messagingServices';
import { numbers } from './numbers';
import { recordings } from './recordings';
import { transcripts } from './transcripts';
import { verifications } from './verifications';
import { verifyServices } from './verifyServices';
import { verifyTemplates } from './verifyTemplates';

/** Handlers of all operations that the local Twilio plays, by operation ID. */
export const handlers: Handlers = {
	...accountItself,
	...applications,
	...byocTrunks,
	...calls,
	...content,
	...intelligenceServices,
	...lookups,
	...media,
	...messages,
	...messagingServices,
	...numbers,
	...recordings,
	...transcripts,
	...verifications,
	...verifyServices,
	...verifyTemplates,
};
