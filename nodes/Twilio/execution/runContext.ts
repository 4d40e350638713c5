import type { IExecuteFunctions } from 'n8n-workflow';
import type { Action } from '../actions/action';
import type { TwilioClient } from '../transport/client';
import type { FollowUps } from './polling/followUps';

/** Context shared by all items of a run. */
export interface RunContext {
	context: IExecuteFunctions;
	action: Action;
	client: TwilioClient;
	followUps: FollowUps;
	/** Whether failed items leave through an error output. */
	forErrorOutput: boolean;
}
