import { ok, type Context, type Handlers } from '../resource';
import { newRecord } from './record';

function account({ account: { sid, created, credentials } }: Context) {
	return ok({ ...newRecord('api', 'FetchAccount', { sid }, created), auth_token: credentials.authToken });
}

const balance = ({ account: { sid } }: Context) => {
	const { account_sid, balance, currency } = newRecord('api', 'FetchBalance', { account_sid: sid }, 0);
	return ok({ account_sid, balance, currency });
};

export const accountItself: Handlers = {
	'api GET /2010-04-01/Accounts/{Sid}.json': account,
	'api GET /2010-04-01/Accounts/{AccountSid}/Balance.json': balance,
};
