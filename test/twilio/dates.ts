const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (value: number) => (value < 10 ? '0' : '') + value;

/** Formats a time as in the 2010 API: `Thu, 24 Aug 2023 05:01:45 +0000`. */
export function rfc2822(time: number): string {
	const d = new Date(time);
	const day = `${days[d.getUTCDay()]}, ${two(d.getUTCDate())} ${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
	return `${day} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
}

/** Formats a time as in Twilio's newer APIs: `2023-08-24T05:01:45Z`. */
export function iso8601(time: number): string {
	return new Date(time).toISOString().slice(0, 19) + 'Z';
}

const dayLength = 86_400_000;

/**
 * Returns a check of a time against a list's date filters `Name`, `Name<` (up to and including) and `Name>` (from),
 * or `undefined` if there are none. A value without a time of day stands for the whole day in UTC.
 */
export function dateFilter(query: Record<string, unknown>, name: string) {
	const parse = (value: unknown) => {
		const text = String(value);
		const start = Date.parse(text);
		return { start, end: start + (text.length === 10 ? dayLength : 1000) };
	};
	const on = query[name] === undefined ? undefined : parse(query[name]);
	const before = query[name + '<'] === undefined ? undefined : parse(query[name + '<']);
	const after = query[name + '>'] === undefined ? undefined : parse(query[name + '>']);
	if (!on && !before && !after) return undefined;
	return (time: number | null) =>
		time !== null &&
		(!on || (time >= on.start && time < on.end)) &&
		(!before || time < before.end) &&
		(!after || time >= after.start);
}
