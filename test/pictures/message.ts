import type { Editor } from '../e2e/editor';
import type { Studio } from './studio';

export const TO = '+14155550123';
export const ACTION = 'Send an SMS, MMS or WhatsApp message (charges apply)';

/** Chooses credential and sender of a message in the open node, and enters its recipient and text. */
export async function writeMessage(editor: Editor, { world }: Studio): Promise<void> {
	await editor.find('node-credentials-select').click();
	await editor.page.getByText(world.credential.name).last().click();
	await editor.pick('from', 'Support');
	await editor.fill('to', TO);
	await editor.fill('body', 'Your order is on its way');
}

/** Executes the open node, and shows its output as JSON. */
export async function execute(editor: Editor): Promise<void> {
	await editor.find('node-execute-button').click();
	await editor.find('node-run-status-success', editor.find('output-panel')).waitFor();
	await editor.outputJson();
}
