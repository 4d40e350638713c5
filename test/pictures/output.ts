import { Editor } from '../e2e/editor';
import { ACTION, execute, writeMessage } from './message';
import { keep, type Picture } from './studio';

/** The node's panel: its parameters, and the output of a message that was sent. */
export const output: Picture = async (studio) => {
	const editor = await Editor.open(studio.browser);
	await editor.openWorkflow();
	await editor.addManualTrigger();
	await editor.addTwilio(ACTION);
	await writeMessage(editor, studio);
	await execute(editor);
	await keep('output', editor.find('ndv'));
	await editor.page.close();
};
