import type { INode } from 'n8n-workflow';

export type Message = Record<'to' | 'body', string>;

export const FROM = '+15005550006';

/** Returns `count` messages, each with a unique text and recipient. */
export const messages = (count: number, first = 0): Message[] =>
	Array.from({ length: count }, (_, index) => ({
		to: `+1415${String(2_000_000 + first + index)}`,
		body: `Message ${first + index}`,
	}));

/** Returns parameters of the node that send the message in each item. */
export const sendingParameters = (options: INode['parameters'] = {}): INode['parameters'] => ({
	resource: 'message',
	operation: 'send',
	from: FROM,
	to: '={{ $json.to }}',
	body: '={{ $json.body }}',
	options,
});
