import { Editor } from '../e2e/editor';
import { twilioUrl } from '../e2e/world';
import { ACTION, execute, writeMessage } from './message';
import { Film, type Picture } from './studio';

/** Finds the node, chooses an action, sends a message, sees the output, and the phone on which it arrived. */
export const firstMinute: Picture = async (studio) => {
	const film = new Film();
	const editor = await Editor.open(studio.browser);
	const { page } = editor;
	await editor.openWorkflow();
	await editor.addManualTrigger();
	await editor.find('node-creator').waitFor({ state: 'hidden' });
	await film.shoot(page, 1200);
	const found = await editor.searchNode('Twilio');
	await editor.twilioIn(found).waitFor();
	await film.shoot(page, 2000);
	await editor.twilioIn(found).click();
	await editor.action(ACTION).waitFor();
	await film.shoot(page, 2000);
	await editor.action(ACTION).click();
	await editor.find('ndv').waitFor();
	await film.shoot(page, 1200);
	await writeMessage(editor, studio);
	await film.shoot(page, 2500);
	await execute(editor);
	await film.shoot(page, 3500);
	await page.goto(twilioUrl());
	await page.getByText('Your order is on its way').waitFor();
	await film.shoot(page, 3000);
	await film.keep('first-minute', 960);
	await page.close();
};
