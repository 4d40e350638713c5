import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import redos from 'eslint-plugin-redos';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const allTypeScript = ['**/*.ts'];

/**
 * A rule set of eslint-plugin-n8n-nodes-base, limited to its files. The plugin ships its sets
 * in the older eslintrc shape, of which only `rules` can be used in a flat config.
 */
const nodesBaseRules = (ruleSet, files, exceptions = {}) => ({
	files,
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: { ...n8nNodesBase.configs[ruleSet].rules, ...exceptions },
});

export default defineConfig(
	globalIgnores(['dist/', 'coverage/', '.n8n/', 'test/bench/.rivals/']),

	{
		files: ['**/*.{ts,js,mjs}'],
		extends: [js.configs.recommended],
		rules: {
			'max-lines': ['error', 300],
			'max-depth': ['error', 4],
			// Each `??` and `?.` counts as a branch.
			complexity: ['error', 15],
			eqeqeq: 'error',
			'no-var': 'error',
			'prefer-const': 'error',
		},
	},
	{
		files: ['**/*.{js,mjs}'],
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },

	{
		files: allTypeScript,
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			// A leading underscore marks what a signature demands and the function does not need;
			// `const { a, ...rest }` leaves out `a`.
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
		},
	},
	{
		// Patterns that take more than linear time: one value from a web form would hold up all of n8n.
		files: allTypeScript,
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': 'error',
			'regexp/no-super-linear-move': 'error',
			'regexp/optimal-quantifier-concatenation': 'error',
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			// Tests read JSON of many shapes (answers, outputs, ledgers); the JSON Schemas check
			// them at run time, where a type would only be claimed.
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},

	// The package itself: n8n's rules, as its package scanner applies them.
	{
		files: ['package.json', '{nodes,credentials}/**/*.{ts,json}'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: { 'no-console': 'error' },
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		plugins: { redos },
		rules: {
			// Attacks each pattern, and finds some that the rules of `regexp` above do not.
			'redos/no-vulnerable': ['error', { ignoreErrors: false, timeout: 30_000 }],
			// A cast says what nobody checks. Where n8n's types cannot say it, the line has the reason.
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			// n8n's rule lets every dev dependency pass, but the package ships none of them.
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(?!\\.|n8n-workflow$|luxon$|crypto$)',
							message: 'Only n8n-workflow, luxon and crypto are there at run time.',
						},
					],
				},
			],
		},
	},
	{ files: ['**/*.json'], languageOptions: { parser: tseslint.parser } },
	nodesBaseRules('community', ['package.json']),
	nodesBaseRules('credentials', ['credentials/**/*.ts'], {
		// Wants the name of a page of n8n's own documentation; a community node gives a URL.
		'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	}),
	nodesBaseRules('nodes', ['nodes/**/*.ts'], {
		// These two want the literal 'main'. @n8n/community-nodes/node-connection-type-literal
		// wants NodeConnectionTypes.Main in its place, and is the newer rule.
		'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
		'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	}),
);
