import fc from 'fast-check';
import { runItems } from '../../../../nodes/SipTrunk/run/itemQueue';

/** What an item touches, or undefined for one that is left out, and whether its work fails. */
const item = fc.record({
	keys: fc.option(
		fc.array(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'), { maxLength: 3 }),
		{ freq: 10, nil: undefined },
	),
	fails: fc.boolean().chain((maybe) => (maybe ? fc.boolean() : fc.constant(false))),
});

describe('runItems', () => {
	it('works on all items, in order per key, never on more than allowed, and stops where it should', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.array(item, { maxLength: 20 }),
				fc.integer({ min: 1, max: 6 }),
				fc.boolean(),
				async (scheduler, items, parallel, stopOnError) => {
					const started: number[] = [];
					const finished: number[] = [];
					let hasFailed = false;
					let most = 0;
					const fail = (index: number): never => {
						throw new Error(`item ${index}`);
					};
					const end = (index: number) => {
						finished.push(index);
						if (!items[index].fails) return `result ${index}`;
						hasFailed = true;
						return fail(index);
					};
					const work = (index: number): Promise<string> => {
						expect(stopOnError && hasFailed).toBe(false);
						for (const [earlier, { keys }] of items.entries()) {
							if (earlier >= index || !keys?.some((key) => items[index].keys?.includes(key)))
								continue;
							expect(finished).toContain(earlier);
						}
						started.push(index);
						most = Math.max(most, started.length - finished.length);
						return scheduler.schedule(Promise.resolve(index), `item ${index}`).then(end);
					};

					const running = runItems(
						items.map(({ keys }) => keys),
						work,
						{ parallel, stopOnError },
					);
					await scheduler.waitFor(running);
					const outcomes = await running;

					expect(most).toBeLessThanOrEqual(parallel);
					expect(new Set(started).size).toBe(started.length);
					expect([...finished].sort()).toEqual([...started].sort());
					expect(outcomes).toHaveLength(items.length);
					for (const [index, { keys, fails }] of items.entries()) {
						const outcome = outcomes[index];
						if (!started.includes(index)) {
							expect(outcome).toBeUndefined();
							expect(keys === undefined || (stopOnError && hasFailed)).toBe(true);
						} else if (fails) {
							expect(outcome).toEqual({ error: new Error(`item ${index}`) });
						} else {
							expect(outcome).toEqual({ result: `result ${index}` });
						}
					}
				},
			),
			{ numRuns: 300 },
		);
	});

	it('uses the room there is', async () => {
		let now = 0;
		let most = 0;
		const work = async () => {
			now += 1;
			most = Math.max(most, now);
			await Promise.resolve();
			now -= 1;
		};
		await runItems(
			Array.from({ length: 20 }, () => []),
			work,
			{ parallel: 4, stopOnError: true },
		);
		expect(most).toBe(4);
	});

	it('lets others go on while one key is busy', async () => {
		const order: string[] = [];
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		const work = async (index: number) => {
			if (index === 0) await held;
			order.push(`item ${index}`);
			if (index === 3) release();
		};
		await runItems([['trunk 1'], ['trunk 1'], ['trunk 2'], []], work, {
			parallel: 2,
			stopOnError: true,
		});
		expect(order).toEqual(['item 2', 'item 3', 'item 0', 'item 1']);
	});

	it('has nothing to do without items', async () => {
		expect(await runItems([], jest.fn(), { parallel: 4, stopOnError: true })).toEqual([]);
	});

	it('takes work that throws at once for work that fails', async () => {
		const work = (index: number): Promise<string> => {
			if (index === 0) throw new TypeError('at once');
			return Promise.resolve('done');
		};
		const queue = { parallel: 1, stopOnError: false };
		expect(await runItems([['a'], ['a']], work, queue)).toEqual([
			{ error: new TypeError('at once') },
			{ result: 'done' },
		]);
	});

	it('starts nothing after an error, not even what had been free to start', async () => {
		const started: number[] = [];
		const work = async (index: number) => {
			started.push(index);
			await Promise.resolve();
			if (index === 1) await Promise.reject(new Error('item 1'));
		};
		const outcomes = await runItems([[], [], [], ['a'], ['a']], work, {
			parallel: 2,
			stopOnError: true,
		});
		expect(started).not.toContain(4);
		expect(outcomes[4]).toBeUndefined();
		expect(outcomes[1]).toEqual({ error: new Error('item 1') });
	});

	it('keeps results that are undefined apart from items that were not started', async () => {
		const outcomes = await runItems([[], undefined], async () => await Promise.resolve(undefined), {
			parallel: 1,
			stopOnError: true,
		});
		expect(outcomes).toEqual([{ result: undefined }, undefined]);
	});
});
