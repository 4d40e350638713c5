import type { Handlers } from '../resource';
import { accountItself } from './accountItself';
import { calls } from './calls';
import { media } from './media';
import { messages } from './messages';

/** Everything that the local Twilio plays, by the operation's id. */
export const handlers: Handlers = { ...accountItself, ...messages, ...media, ...calls };
