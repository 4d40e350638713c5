/**
 * The stages under nodes/Twilio, from the lowest to the highest: each imports from those named here and from itself.
 * The files beside the folders put the stages together and may import all of them.
 */
const STAGES = {
	records: [],
	errors: ['records'],
	transport: ['records', 'errors'],
	input: ['records', 'errors', 'transport'],
	output: ['records', 'errors', 'transport'],
	actions: ['records', 'errors', 'transport', 'input', 'output'],
	execution: ['records', 'errors', 'transport', 'input', 'output', 'actions'],
	methods: ['records', 'errors', 'transport', 'input', 'output', 'actions'],
};

const NODE = '^nodes/Twilio/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...Object.entries(STAGES).map(([stage, lower]) => ({
			name: `${stage}-imports-lower-stages`,
			comment: lower.length ? `${stage}/ imports only from ${lower.join(', ')}.` : `${stage}/ imports no other stage.`,
			severity: 'error',
			from: { path: `${NODE}${stage}/` },
			to: { path: '^(nodes|credentials)/', pathNot: `${NODE}(${[stage, ...lower].join('|')})/` },
		})),
		{
			name: 'only-known-stages',
			comment: 'A new folder needs its place among the stages in .dependency-cruiser.mjs.',
			severity: 'error',
			from: { path: `${NODE}(?!(${Object.keys(STAGES).join('|')})/)[^/]+/` },
			to: {},
		},
		{
			name: 'nothing-imports-the-node',
			severity: 'error',
			from: {},
			to: { path: `${NODE}Twilio\\.node\\.ts$` },
		},
		{
			name: 'no-circle',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		// Types are imports, too: they tie one stage to another.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
