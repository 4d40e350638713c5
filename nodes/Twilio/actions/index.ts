import type { Action } from './action';
import { remove as deleteCall } from './call/delete';
import { get as getCall } from './call/get';
import { getAll as getAllCalls } from './call/getAll';
import { hangUp as hangUpCall } from './call/hangUp';
import { make as makeCall } from './call/make';
import { cancel as cancelMessage } from './message/cancel';
import { remove as deleteMessage } from './message/delete';
import { get as getMessage } from './message/get';
import { getAll as getAllMessages } from './message/getAll';
import { redact as redactMessage } from './message/redact';
import { send as sendMessage } from './message/send';
import { sendAndWait } from './message/sendAndWait';
import { getAll as getAllMessageMedia } from './messageMedia/getAll';
import { getAll as getAllPhoneNumbers } from './phoneNumber/getAll';
import { lookup as lookupPhoneNumber } from './phoneNumber/lookup';
import { remove as deleteRecording } from './recording/delete';
import { download as downloadRecording } from './recording/download';
import { getAll as getAllRecordings } from './recording/getAll';
import { get as getTranscripts } from './transcript/get';
import { getAll as getAllTranscripts } from './transcript/getAll';
import { check as checkVerification } from './verification/check';
import { send as sendVerification } from './verification/send';
import { create as createVerificationService } from './verificationService/create';

/** All actions of the node. A new action is one line here and one file next to the others. */
export const actions: readonly Action[] = [
	deleteCall,
	getCall,
	getAllCalls,
	hangUpCall,
	makeCall,
	cancelMessage,
	deleteMessage,
	getMessage,
	getAllMessages,
	redactMessage,
	sendMessage,
	sendAndWait,
	getAllMessageMedia,
	getAllPhoneNumbers,
	lookupPhoneNumber,
	deleteRecording,
	downloadRecording,
	getAllRecordings,
	getTranscripts,
	getAllTranscripts,
	checkVerification,
	sendVerification,
	createVerificationService,
];

/** Returns the action of a selection, or `undefined` if there is none. */
export const actionOf = (resource: string, operation: string): Action | undefined =>
	actions.find((action) => action.resource === resource && action.operation === operation);
