import type { INode } from 'n8n-workflow';

export type Message = Record<'to' | 'body', string>;

export const FROM = '+15005550006';

/** So many messages, each with a text and a recipient that no other has. */
export const messages = (count: number, first = 0): Message[] =>
	Array.from({ length: count }, (_, index) => ({
		to: `+1415${String(2_000_000 + first + index)}`,
		body: `Message ${first + index}`,
	}));

/** Parameters of the node that send the message in each item. */
export const sendingParameters = (options: INode['parameters'] = {}): INode['parameters'] => ({
	resource: 'message',
	operation: 'send',
	from: FROM,
	to: '={{ $json.to }}',
	body: '={{ $json.body }}',
	options,
});
