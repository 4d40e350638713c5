import type { INode, INodeType, IWebhookFunctions } from 'n8n-workflow';
import type { Waiting } from '../../../../nodes/Twilio/execution/itemResult';
import type * as Waits from '../../../../nodes/Twilio/execution/waiting';
import { built } from '../../../support/built';
import { runWorkflow } from '../../../support/engine';

const { putToWait, waitingOf } = built<typeof Waits>('execution/waiting');

test.each(['Ask "me"', "Ask 'me'", 'Ask ñ 👍', 'Ask }}', 'Ask {{ x', 'Ask {{x}}', 'Ask \\ back', 'Ask\u2028x', '4 $&'])(
	'the question of a node named %j is found',
	async (name) => {
		const waiting = { id: 'abc', until: Date.now() + 60_000 } as Waiting;
		let found: Waiting | undefined;
		const type = {
			description: { name: 'test.asking', inputs: [], outputs: [], properties: [] },
			async execute() {
				await putToWait(this, waiting);
				found = waitingOf({
					getNode: () => this.getNode(),
					evaluateExpression: (expression: string) => this.evaluateExpression(expression, 0),
				} as IWebhookFunctions);
				return [[]];
			},
		} as Pick<INodeType, 'execute'> as INodeType;
		const node: INode = { id: '1', name, type: 'test.asking', typeVersion: 1, position: [0, 0], parameters: {} };
		await runWorkflow({ nodes: [node], connections: {} }, { types: { 'test.asking': type } });
		expect(found).toEqual(waiting);
	},
);
