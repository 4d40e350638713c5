import { summary, type Result } from './report';

const result = (resource: string, operation: string, success = true): Result => ({
	resource,
	operation,
	where: 'Node, file.json',
	envelope: { success, error: success ? null : 'Something went wrong' },
});

test('the demo passes when each action succeeded', () => {
	expect(summary([result('a', 'get'), result('b', 'get'), result('a', 'get')], ['a/get', 'b/get'])).toEqual({
		lines: ['2 of 2 actions succeeded'],
		ok: true,
	});
});

test('the demo fails when an action fails, even if it succeeded elsewhere', () => {
	const { lines, ok } = summary([result('a', 'get'), result('a', 'get', false)], ['a/get']);
	expect(ok).toBe(false);
	expect(lines).toEqual(['FAILED: a/get (Node, file.json): Something went wrong', '0 of 1 actions succeeded']);
});

test('the demo fails when an action is missing', () => {
	const { lines, ok } = summary([result('a', 'get')], ['a/get', 'b/get']);
	expect(ok).toBe(false);
	expect(lines.at(-1)).toBe('1 of 2 actions succeeded');
});
