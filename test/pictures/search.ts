import { Editor } from '../e2e/editor';
import { keep, type Picture } from './studio';

/** The node among the results of a search in n8n's node panel. */
export const search: Picture = async ({ browser }) => {
	const editor = await Editor.open(browser);
	await editor.openWorkflow();
	await editor.addManualTrigger();
	const found = await editor.searchNode('Twilio');
	await editor.twilioIn(found).waitFor();
	await keep('search', editor.find('node-creator'));
	await editor.page.close();
};
