/** Shows what arrived, once a second. It loads nothing from elsewhere, and sets texts only as texts. */
export const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local Twilio</title>
<style>
	:root { color-scheme: light dark; --line: light-dark(#dfe3ea, #333a47); --muted: light-dark(#606b85, #97a3b8);
		--card: light-dark(#fff, #1c212b); --back: light-dark(#f4f5f8, #12151c); }
	* { box-sizing: border-box; }
	body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: var(--back); }
	main { max-width: 760px; margin: 0 auto; padding: 32px 16px; }
	header { display: flex; align-items: baseline; justify-content: space-between; margin-bottom: 20px; }
	h1 { font-size: 22px; margin: 0; }
	header p, .empty { color: var(--muted); margin: 0; }
	ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
	li { display: grid; grid-template-columns: 40px 1fr auto; gap: 2px 14px; padding: 14px 16px;
		background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
	.sign { grid-row: span 2; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center;
		font-weight: 600; color: #fff; }
	.message { background: #2f6fde; } .reply { background: #12805c; }
	.call { background: #8a4fd0; } .code { background: #b3541e; }
	.who, .status { color: var(--muted); font-size: 13px; }
	.status { text-align: right; }
	.text { grid-column: 2 / 4; overflow-wrap: anywhere; white-space: pre-wrap; }
	li:has(.code) .text { font: 600 20px ui-monospace, monospace; letter-spacing: 3px; }
</style>
</head>
<body>
<main>
	<header><h1>What arrived</h1><p id="state">connecting</p></header>
	<ol id="list"></ol>
	<p id="empty" class="empty" hidden>Nothing yet. Messages, calls and codes appear here as they are sent.</p>
</main>
<script>
	const signs = { message: 'M', reply: 'R', call: 'C', code: '#' };
	const names = { message: 'Message', reply: 'Reply', call: 'Call', code: 'Code' };
	const list = document.getElementById('list');
	const part = (type, text) => {
		const node = document.createElement('div');
		node.className = type;
		node.textContent = text;
		return node;
	};
	const row = ({ kind, from, to, text, status, time }) => {
		const item = document.createElement('li');
		const sign = part('sign ' + kind, signs[kind]);
		const way = (from ? from + ' \\u2192 ' : 'to ') + to;
		const when = new Date(time).toLocaleTimeString();
		item.append(sign, part('who', names[kind] + ' \\u00b7 ' + way), part('status', status + ' \\u00b7 ' + when));
		item.append(part('text', text || (kind === 'call' ? '(instructions from an address)' : '(no text)')));
		return item;
	};
	let last = '';
	async function refresh() {
		try {
			const text = await (await fetch('/arrived')).text();
			if (text !== last) {
				const rows = JSON.parse(text);
				list.replaceChildren(...rows.map(row));
				document.getElementById('empty').hidden = rows.length > 0;
				last = text;
			}
			document.getElementById('state').textContent = 'live';
		} catch {
			document.getElementById('state').textContent = 'not reachable';
		}
		setTimeout(refresh, 1000);
	}
	refresh();
</script>
</body>
</html>
`;
