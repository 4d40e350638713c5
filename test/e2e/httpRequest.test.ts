import { envelopesOf } from '../n8n/rest';
import { chain, CREDENTIAL_TYPE, newWorld, node, save } from './world';

test('the HTTP Request node authenticates with the credential', async () => {
	const world = await newWorld();
	const request = node(
		'Request',
		'n8n-nodes-base.httpRequest',
		{
			url: `https://api.twilio.com/2010-04-01/Accounts/${world.account.sid}/Messages.json`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
		},
		{ typeVersion: 4.2, credentials: { [CREDENTIAL_TYPE]: { id: '', name: '' } } },
	);
	const nodes = [node('Start', 'n8n-nodes-base.manualTrigger'), request];
	const workflow = await save(world, { name: 'HTTP Request', nodes, connections: chain('Start', 'Request') });
	const [answer] = envelopesOf(await world.n8n.run(workflow, 'Start'), 'Request');
	expect(answer).toMatchObject({ messages: expect.any(Array) });
	const { requests } = await world.account.ledger();
	expect(requests.at(-1)).toMatchObject({ authorized: true, status: 200 });
});
