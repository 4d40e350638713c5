import { escapeMarkup } from '../twiml';

/** Maximum length of an answer, in characters. */
export const MAX_ANSWER = 4000;

/** Content of the page on which a person answers. */
export interface PageContent {
	/** The question. */
	message: string;
	isApproval: boolean;
	approveLabel: string;
	declineLabel: string;
	/** What was wrong with the previous submission. */
	problem?: string;
	/** The recorded answer, after which nothing is left to do. */
	recorded?: string;
}

/**
 * Colors have a contrast of at least 4.5 in light and dark mode: https://www.w3.org/TR/WCAG22/#contrast-minimum
 * Without CSS variables, which phones before 2016 do not support. They show the page in light mode.
 */
export const STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: #f5f5f7; color: #1b1b1f; font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 1rem auto; padding: 1.5rem; background: #fff; border-radius: 0.75rem; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
p { margin: 0 0 1.25rem; white-space: pre-wrap; word-wrap: break-word; overflow-wrap: anywhere; }
label { display: block; margin-bottom: 0.5rem; font-weight: 600; }
textarea { width: 100%; min-height: 8rem; margin-bottom: 1rem; padding: 0.75rem; border: 1px solid #6b6b76; border-radius: 0.5rem; background: transparent; color: inherit; font: inherit; }
button { width: 100%; min-height: 3rem; margin-bottom: 0.75rem; padding: 0.5rem 1rem; border: 0; border-radius: 0.5rem; background: #146c2e; color: #fff; font: inherit; font-weight: 600; white-space: normal; word-wrap: break-word; cursor: pointer; }
button[value=false] { background: #b3261e; }
[role=alert] { padding-left: 0.75rem; border-left: 0.25rem solid #b3261e; }
@media (prefers-color-scheme: dark) {
body { background: #1b1b1f; color: #ececf1; }
main { background: #26262c; }
textarea { border-color: #9a9aa6; }
button { background: #1e7d3a; }
button[value=false] { background: #b8322a; }
}
`;

const APPROVAL = ({ approveLabel, declineLabel }: PageContent) => `<form method="post">
<button name="approved" value="true" dir="auto">${escapeMarkup(approveLabel)}</button>
<button name="approved" value="false" dir="auto">${escapeMarkup(declineLabel)}</button>
</form>`;

const FREE_TEXT = `<form method="post">
<label for="text">Your response</label>
<textarea id="text" name="text" dir="auto" required maxlength="${MAX_ANSWER}"></textarea>
<button>Send</button>
</form>`;

/** Renders a page without scripts or external resources, for old and new phones. All texts are escaped. */
export function answerPage(content: PageContent): string {
	const { message, problem, recorded, isApproval } = content;
	const title = recorded === undefined ? 'Your response is needed' : 'Your response was recorded';
	const rest =
		recorded === undefined
			? (problem === undefined ? '' : `<p role="alert">${escapeMarkup(problem)}</p>`) +
				(isApproval ? APPROVAL(content) : FREE_TEXT)
			: `<p role="status" dir="auto"><strong>${escapeMarkup(recorded)}</strong></p><p>You can close this page.</p>`;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p dir="auto">${escapeMarkup(message)}</p>
${rest}
</main>
</body>
</html>
`;
}
