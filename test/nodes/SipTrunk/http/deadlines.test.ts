import { Deadlines } from '../../../../nodes/SipTrunk/http/deadlines';

beforeEach(() => {
	jest.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
	jest.useRealTimers();
});

const pass = async (ms: number) => {
	await jest.advanceTimersByTimeAsync(ms);
};

/** Deadlines in so many milliseconds each, and when each of them was called, in the same order. */
function started(...after: number[]) {
	const deadlines = new Deadlines();
	const calledAt: Array<number | undefined> = after.map(() => undefined);
	const begin = Date.now();
	const forget = after.map((ms, index) =>
		deadlines.after(ms, () => {
			calledAt[index] = Date.now() - begin;
		}),
	);
	return { deadlines, calledAt, forget };
}

describe('Deadlines', () => {
	it.each([[[100, 300, 200]], [[300, 200, 100]], [[100, 100, 101]]])(
		'are told when their time has come, whatever their order: %p',
		async (after) => {
			const { calledAt } = started(...after);
			await pass(1000);
			expect(calledAt).toEqual(after);
		},
	);

	it('are not told any more once they are forgotten', async () => {
		const { calledAt, forget } = started(100, 200, 300);
		forget[0]();
		await pass(250);
		forget[2]();
		await pass(1000);
		expect(calledAt).toEqual([undefined, 200, undefined]);
	});

	it('may come anew when all were met or forgotten', async () => {
		const { deadlines, forget } = started(100, 200);
		await pass(150);
		forget[1]();
		await pass(1000);
		const late = jest.fn();
		deadlines.after(50, late);
		await pass(49);
		expect(late).not.toHaveBeenCalled();
		await pass(1);
		expect(late).toHaveBeenCalledTimes(1);
		await pass(1000);
		expect(late).toHaveBeenCalledTimes(1);
	});

	it('take one timer, however many there are', async () => {
		const { deadlines } = started();
		for (let request = 0; request < 500; request++) {
			const forget = deadlines.after(30_000, () => undefined);
			deadlines.after(30_000, () => undefined);
			await pass(5);
			forget();
			expect(jest.getTimerCount()).toBe(1);
		}
	});

	it('leave no timer when nothing is under way', async () => {
		const { forget } = started(30_000, 40_000);
		await pass(10);
		expect(jest.getTimerCount()).toBe(1);
		forget.forEach((one) => one());
		await pass(0);
		expect(jest.getTimerCount()).toBe(0);
	});
});
