import type * as Queue from '../../../../../nodes/Twilio/transport/limiter/fairQueue';
import { built } from '../../../../support/built';

const { FairQueue } = built<typeof Queue>('transport/limiter/fairQueue');

const all = () => true;

function takeAll(queue: Queue.FairQueue<string, string>, mayGo: (run: string) => boolean = all): string[] {
	const taken: string[] = [];
	for (let waiter = queue.take(mayGo); waiter !== undefined; waiter = queue.take(mayGo)) taken.push(waiter);
	return taken;
}

function queueOf(...waiters: Array<[run: string, waiter: string, isRetry?: boolean]>) {
	const queue = new FairQueue<string, string>();
	for (const [run, waiter, isRetry = false] of waiters) queue.add(run, waiter, isRetry);
	return queue;
}

test('runs take turns', () => {
	const queue = queueOf(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1'], ['c', 'c1'], ['c', 'c2']);
	expect(takeAll(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
});

test('retries go first, and every second turn is for new requests', () => {
	const queue = queueOf(['a', 'new1'], ['b', 'new2'], ['c', 'old1', true], ['c', 'old2', true], ['c', 'old3', true]);
	expect(takeAll(queue)).toEqual(['old1', 'new1', 'old2', 'new2', 'old3']);
});

test('a run that may not go on keeps its turn', () => {
	const queue = queueOf(['a', 'a1'], ['b', 'b1'], ['b', 'b2']);
	expect(takeAll(queue, (run) => run !== 'a')).toEqual(['b1', 'b2']);
	expect(takeAll(queue)).toEqual(['a1']);
});

test('all that wait for a run can be taken away', () => {
	const queue = queueOf(['a', 'a1'], ['a', 'a2', true], ['b', 'b1']);
	expect(queue.remove('a')).toEqual(['a2', 'a1']);
	expect(takeAll(queue)).toEqual(['b1']);
});

test('one waiter can be taken out, once; the others keep their turns', () => {
	const queue = queueOf(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1', true], ['c', 'c1']);
	expect(queue.drop('a', 'a2')).toBe(true);
	expect(queue.drop('a', 'a2')).toBe(false);
	expect(queue.drop('b', 'a1')).toBe(false);
	expect(queue.drop('d', 'a1')).toBe(false);
	expect(queue.drop('b', 'b1')).toBe(true);
	expect(queue.drop('a', 'a1')).toBe(true);
	expect(takeAll(queue)).toEqual(['a3', 'c1']);
});

test('it is empty when neither new requests nor retries wait', () => {
	expect(queueOf().isEmpty).toBe(true);
	for (const isRetry of [false, true]) {
		const queue = queueOf(['a', 'a1', isRetry], ['a', 'a2', isRetry]);
		queue.take(all);
		expect(queue.isEmpty).toBe(false);
		queue.drop('a', 'a2');
		expect(queue.isEmpty).toBe(true);
	}
});
