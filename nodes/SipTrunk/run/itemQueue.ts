/** What became of an item: its result, its error, or nothing because the run had stopped before its turn. */
export type Outcome<T> = { result: T } | { error: unknown } | undefined;

export interface QueueOptions {
	/** How many items may be worked on at a time. */
	parallel: number;
	/** Start nothing new after the first error. */
	stopOnError: boolean;
}

/**
 * Works on items side by side. Those that share a key run one after another, in order; the others as soon as there
 * is room. Outcomes come back in the items' order.
 *
 * @param keys what each item touches; undefined leaves the item out
 */
export async function runItems<T>(
	keys: Array<string[] | undefined>,
	work: (index: number) => Promise<T>,
	{ parallel, stopOnError }: QueueOptions,
): Promise<Array<Outcome<T>>> {
	const outcomes: Array<Outcome<T>> = keys.map(() => undefined);
	const blockers = keys.map(() => 0);
	const followers: number[][] = keys.map(() => []);
	const lastWithKey = new Map<string, number>();
	keys.forEach((own, index) => {
		for (const key of new Set(own)) {
			const before = lastWithKey.get(key);
			if (before !== undefined) {
				blockers[index] += 1;
				followers[before].push(index);
			}
			lastWithKey.set(key, index);
		}
	});
	const ready = keys.flatMap((own, index) => (own && blockers[index] === 0 ? [index] : []));
	let next = 0;
	let stopped = false;

	const workOn = async (index: number): Promise<void> => {
		// Inside an async function, so that work which throws at once ends like any other.
		const working = (async () => await work(index))();
		outcomes[index] = await working.then(
			(result) => ({ result }),
			(error: unknown) => {
				stopped = stopped || stopOnError;
				return { error };
			},
		);
		for (const follower of followers[index]) {
			blockers[follower] -= 1;
			if (blockers[follower] === 0) ready.push(follower);
		}
	};

	await new Promise<void>((finish) => {
		let working = 0;
		const fill = () => {
			while (!stopped && working < parallel && next < ready.length) {
				working += 1;
				void workOn(ready[next++]).then(() => {
					working -= 1;
					fill();
				});
			}
			if (working === 0) finish();
		};
		fill();
	});
	return outcomes;
}
