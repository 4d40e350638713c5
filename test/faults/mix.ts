import type { ConnectionFault, Fault, FaultAction } from '../twilio/client';

const json = (status: number, code: number, message: string) => ({
	status,
	body: { code, message, status, more_info: '' },
});

/** What goes wrong with a sending request, and with what probability. */
const mix: Array<[probability: number, action: FaultAction]> = [
	[0.08, { kind: 'status', ...json(429, 20429, 'Too many requests') }],
	[0.01, { kind: 'status', ...json(429, 20429, 'Too many requests'), headers: { 'Retry-After': '0.05' } }],
	[0.01, { kind: 'status', ...json(429, 20429, 'Too many requests'), headers: { 'Retry-After': 'soon' } }],
	[0.02, { kind: 'status', ...json(400, 21211, 'Refused') }],
	[0.01, { kind: 'status', ...json(500, 20500, 'Before'), when: 'before' }],
	[0.01, { kind: 'status', ...json(500, 20500, 'After'), when: 'after' }],
	[0.01, { kind: 'status', status: 503, body: '<html>Busy</html>', contentType: 'text/html', when: 'after' }],
	[0.01, { kind: 'status', status: 408, body: '', when: 'after' }],
	[0.02, { kind: 'reset', when: 'before' }],
	[0.02, { kind: 'reset', when: 'after' }],
	[0.02, { kind: 'reset', when: 'body' }],
	[0.005, { kind: 'hang', when: 'before' }],
	[0.005, { kind: 'hang', when: 'after' }],
	[0.005, { kind: 'hang', when: 'after', headers: true }],
	[0.005, { kind: 'drip', intervalMs: 20 }],
	[0.02, { kind: 'delay', ms: 50, when: 'after' }],
	[0.01, { kind: 'truncate' }],
	[0.01, { kind: 'body', body: 'truncated-json' }],
	[0.005, { kind: 'body', body: 'malformed' }],
	[0.005, { kind: 'body', body: 'empty' }],
	[0.005, { kind: 'body', body: 'array' }],
	[0.005, { kind: 'body', body: 'html' }],
	[0.01, { kind: 'gzip' }],
	[0.005, { kind: 'gzip', broken: true }],
	[0.01, { kind: 'redirect', location: 'https://evil.example/', status: 302, when: 'after' }],
	[0.005, { kind: 'redirect', location: 'https://evil.example/', status: 307, when: 'before' }],
];

export const KINDS = new Set(mix.map(([, { kind }]) => kind));

/** A small number of sends may miss the rare faults. */
export const faults: Fault[] = mix.map(([probability, action]) => ({
	probability,
	action,
	match: { method: 'POST' },
	mayStayUnplayed: true,
}));

/** Makes every 40th connection fail. */
export const connectionFaults = (host: string, account: string, requests: number): ConnectionFault[] =>
	(['drop', 'tls', 'refuse'] as const).flatMap((action, kind) =>
		Array.from({ length: Math.floor(requests / 120) }, (_, at) => ({
			host,
			account,
			action,
			skip: 40 * (3 * at + kind),
			times: 1,
		})),
	);
