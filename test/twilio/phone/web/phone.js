/* global document, fetch, setTimeout */

/*
 * Shows the phones of the local Twilio, refreshed every second, and does what is pressed there. Received text is only
 * ever set as text: nothing here parses markup.
 */

const find = (within, selector) => within.querySelector(selector);
const byId = (id) => document.getElementById(id);
const copyOf = (template) => byId(template).content.firstElementChild.cloneNode(true);

/** Sets a text only if it differs: a screen reader reads changes aloud, and a selection is kept. */
function setText(element, text) {
	if (element.textContent !== text) element.textContent = text;
}

/** Gives `parent` one child per item, in order. Existing children stay, with their focus and input. */
function keep(parent, items, keyOf, make, update) {
	const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
	items.forEach((item, index) => {
		const key = keyOf(item);
		const child = known.get(key) ?? make(item);
		known.delete(key);
		child.dataset.key = key;
		update(child, item);
		if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
	});
	for (const child of known.values()) child.remove();
}

async function ask(method, path, body) {
	const response = await fetch(path, { method, body: body && JSON.stringify(body) });
	const result = await response.json();
	if (!response.ok) throw new Error(result.error);
	return result;
}

/** Performs an action for the phone's owner, and shows on the phone what went wrong. */
async function act(section, path, body) {
	const problem = find(section, '.problem');
	try {
		await ask('POST', `/accounts/${section.dataset.account}${path}`, body);
		problem.textContent = '';
	} catch ({ message }) {
		problem.textContent = message;
	}
	await refresh();
}

/** Returns a text with its links, which open in a new tab. */
function withLinks(text, links) {
	const nodes = [];
	let rest = text;
	for (const link of links) {
		const at = rest.indexOf(link);
		const anchor = document.createElement('a');
		Object.assign(anchor, { href: link, textContent: link, target: '_blank', rel: 'noopener noreferrer' });
		nodes.push(rest.slice(0, at), anchor);
		rest = rest.slice(at + link.length);
	}
	return [...nodes, rest];
}

const TITLES = { message: 'From', reply: 'To', call: 'Call from', code: 'Verification code' };

function callText({ spoken, keys, error, live }) {
	if (live) return '';
	return [
		...(spoken.length > 0 ? spoken : ['Nothing was spoken.']),
		...(keys ? [`Keys pressed: ${keys}`] : []),
		...(error ? [`Error: ${error}`] : []),
	].join('\n');
}

function updateEntry(item, { kind, peer, text, links, status, time, call }) {
	item.className = kind === 'reply' ? 'reply-sent' : kind;
	setText(find(item, '.who'), `${TITLES[kind]} ${peer}`);
	setText(find(item, '.status'), `\u00b7 ${status} \u00b7 ${new Date(time).toLocaleTimeString('en-US')}`);
	const shown = call ? callText(call) : text || 'No text';
	const element = find(item, '.text');
	element.hidden = shown === '';
	if (element.textContent !== shown) element.replaceChildren(...withLinks(shown, links));
}

function makeCall(section, { sid }) {
	const panel = copyOf('call');
	find(panel, '.keypad').append(
		...[...'123456789*0#'].map((key) => {
			const button = document.createElement('button');
			Object.assign(button, { type: 'button', textContent: key });
			button.addEventListener('click', () => act(section, '/phones/press', { call: sid, keys: key }));
			return button;
		}),
	);
	for (const button of panel.querySelectorAll('[data-act]')) {
		button.addEventListener('click', () => act(section, `/phones/${button.dataset.act}`, { call: sid }));
	}
	return panel;
}

function updateCall(panel, { status, peer, call }) {
	panel.setAttribute('aria-label', `Call from ${peer}`);
	const talking = status === 'in-progress';
	setText(find(panel, '.heard'), talking ? call.spoken.join('\n') || 'Connected' : `Call from ${peer}: ${status}`);
	const pressed = call.keys ? [`Keys pressed: ${call.keys}.`] : [];
	setText(find(panel, '.pressed'), [...pressed, ...(call.listening ? ['Press a key.'] : [])].join(' '));
	find(panel, '.ringing').hidden = status !== 'ringing';
	find(panel, '.talking').hidden = !talking;
}

function makePhone({ account, address }) {
	const section = copyOf('phone');
	section.dataset.account = account;
	section.setAttribute('aria-label', `Phone ${address} of ${account}`);
	find(section, 'h2').textContent = address;
	find(section, '.account').textContent = account;
	const form = find(section, '.reply');
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const { body } = form.elements;
		const text = body.value;
		body.value = '';
		void act(section, '/inbound', { from: address, to: section.dataset.replyTo, body: text });
	});
	return section;
}

function updatePhone(section, { entries, replyTo }, severalAccounts) {
	find(section, '.account').hidden = !severalAccounts;
	section.dataset.replyTo = replyTo ?? '';
	find(section, '.reply').hidden = !replyTo;
	setText(find(section, '.reply span'), `Reply to ${replyTo}`);
	const log = find(section, '.log');
	const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
	keep(
		find(log, 'ol'),
		entries,
		({ sid }) => sid,
		() => copyOf('entry'),
		updateEntry,
	);
	if (atEnd) log.scrollTop = log.scrollHeight;
	const live = entries.filter(({ call }) => call?.live);
	keep(
		find(section, '.calls'),
		live,
		({ sid }) => sid,
		(entry) => makeCall(section, entry),
		updateCall,
	);
}

async function refresh() {
	try {
		const phones = await ask('GET', '/phones');
		const severalAccounts = new Set(phones.map(({ account }) => account)).size > 1;
		keep(
			byId('phones'),
			phones.reverse(),
			({ account, address }) => `${account} ${address}`,
			makePhone,
			(section, phone) => updatePhone(section, phone, severalAccounts),
		);
		byId('empty').hidden = phones.length > 0;
		const ringing = phones.filter(({ entries }) =>
			entries.some(({ status, call }) => call?.live && status === 'ringing'),
		);
		setText(
			byId('state'),
			ringing.length > 0 ? `Ringing: ${ringing.map(({ address }) => address).join(', ')}` : 'Live',
		);
	} catch {
		setText(byId('state'), 'The local Twilio cannot be reached');
	}
}

async function watch() {
	await refresh();
	setTimeout(watch, 1000);
}

void watch();
