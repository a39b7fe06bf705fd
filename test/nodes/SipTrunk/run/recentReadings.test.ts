import { RecentReadings } from '../../../../nodes/SipTrunk/run/recentReadings';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

/** A list of so many rows, how far it was read and how often. */
function listOf(count: number) {
	const seen = { begun: 0, given: 0, ended: 0 };
	const read = async function* () {
		seen.begun += 1;
		try {
			for (let row = 0; row < count; row++) {
				seen.given += 1;
				yield row;
			}
		} finally {
			seen.ended += 1;
		}
	};
	return { seen, read };
}

async function first(count: number, rows: AsyncGenerator<number>): Promise<number[]> {
	const taken: number[] = [];
	for await (const row of rows) {
		taken.push(row);
		if (taken.length >= count) break;
	}
	return taken;
}

describe('recent readings', () => {
	it('read a list once, and no further than somebody needs it', async () => {
		const { seen, read } = listOf(10);
		const recent = new RecentReadings<number>();
		expect(await first(3, recent.of('a', read).rows())).toEqual([0, 1, 2]);
		expect(seen).toMatchObject({ begun: 1, given: 3 });
		expect(await first(2, recent.of('a', read).rows())).toEqual([0, 1]);
		expect(await first(99, recent.of('a', read).rows())).toHaveLength(10);
		expect(await first(99, recent.of('a', read).rows())).toHaveLength(10);
		expect(seen).toEqual({ begun: 1, given: 10, ended: 1 });
	});

	it('give the same rows to all who read at the same time', async () => {
		const { seen, read } = listOf(50);
		const recent = new RecentReadings<number>();
		const all = await Promise.all([1, 2, 3].map(() => first(99, recent.of('a', read).rows())));
		expect(all.map((rows) => rows.length)).toEqual([50, 50, 50]);
		expect(seen).toMatchObject({ begun: 1, given: 50 });
	});

	it('are read anew after some seconds, for another list, and when they are forgotten', async () => {
		const { seen, read } = listOf(10);
		const recent = new RecentReadings<number>();
		await first(3, recent.of('a', read).rows());
		jest.setSystemTime(Date.now() + 4999);
		await first(3, recent.of('a', read).rows());
		expect(seen.begun).toBe(1);
		jest.setSystemTime(Date.now() + 1);
		await first(3, recent.of('a', read).rows());
		expect(seen).toMatchObject({ begun: 2, ended: 1 });
		await first(3, recent.of('b', read).rows());
		expect(seen.begun).toBe(3);
		recent.forget('a');
		await first(3, recent.of('a', read).rows());
		expect(seen).toMatchObject({ begun: 4, ended: 2 });
	});

	it('keep neither many lists nor very long ones', async () => {
		const { seen, read } = listOf(10);
		const recent = new RecentReadings<number>();
		for (let list = 0; list <= 10; list++) await first(3, recent.of(String(list), read).rows());
		expect(seen).toMatchObject({ begun: 11, ended: 1 });
		const long = listOf(5001);
		await first(Infinity, recent.of('long', long.read).rows());
		await first(1, recent.of('long', long.read).rows());
		expect(long.seen.begun).toBe(2);
	});

	it('hand a failure on to whoever waits for it', async () => {
		const recent = new RecentReadings<number>();
		const fails = async function* () {
			yield 1;
			throw new Error('no more');
		};
		const reading = recent.of('a', fails);
		await expect(first(9, reading.rows())).rejects.toThrow('no more');
		recent.forget('a');
		expect(await first(9, recent.of('a', listOf(2).read).rows())).toEqual([0, 1]);
	});
});
