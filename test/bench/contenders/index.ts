import type { Contender, Worker } from '../types';
import { bareLoop, readingLoop } from './bareLoop';
import { builtIn } from './builtIn';
import { node } from './node';
import { sdk, sdkKeepAlive } from './sdk';

export const contenders: Record<Contender, Worker> = { node, builtIn, bareLoop, readingLoop, sdk, sdkKeepAlive };
