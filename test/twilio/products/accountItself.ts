import { rfc2822 } from '../dates';
import { ok, type Context, type Handlers } from '../resource';

function account({ account: { sid, created, credentials } }: Context) {
	const uri = `/2010-04-01/Accounts/${sid}`;
	const date = rfc2822(created);
	return ok({
		auth_token: credentials.authToken,
		date_created: date,
		date_updated: date,
		friendly_name: 'Local Twilio account',
		owner_account_sid: sid,
		sid,
		status: 'active',
		subresource_uris: {
			calls: `${uri}/Calls.json`,
			incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json`,
			messages: `${uri}/Messages.json`,
			recordings: `${uri}/Recordings.json`,
		},
		type: 'Full',
		uri: `${uri}.json`,
	});
}

const balance = ({ account: { sid } }: Context) => ok({ account_sid: sid, balance: '25.00', currency: 'USD' });

export const accountItself: Handlers = {
	'api GET /2010-04-01/Accounts/{Sid}.json': account,
	'api GET /2010-04-01/Accounts/{AccountSid}/Balance.json': balance,
};
