import type { IDataObject } from 'n8n-workflow';
import { RequestFailure, type FailureDetails } from '../../../../nodes/SipTrunk/http/errors';
import {
	FoundRow,
	keyOf,
	recover,
	type RecoverySettings,
} from '../../../../nodes/SipTrunk/http/recovery';
import type { Recovery } from '../../../../nodes/SipTrunk/contract/request';

const failure = (message: string, details: FailureDetails) => new RequestFailure(message, details);

/** The answer was lost, and the provider is done with the request. */
const lost = failure('It failed.', { cause: 'refused', effect: 'open' });
/** The answer was lost, and the provider may still be at work. */
const late = failure('The connection broke.', { cause: 'lost', effect: 'open' });
const conflict = failure('It exists.', { cause: 'refused', status: 409, code: 'exists' });
const refused = failure('Not like this.', { cause: 'refused', status: 400 });
const busy = failure('Too many.', { cause: 'busy', status: 429 });

const made = { id: 'made' };

const NOW = Date.parse('2026-05-12T05:11:52Z');
const at = (secondsFromNow: number) => new Date(NOW + secondsFromNow * 1000).toISOString();
const now = { id: 'a', created: at(0) };
const justNow = { id: 'b', created: at(1) };
const before = { id: 'c', created: at(-301) };
const unclear = { id: 'e', created: at(-60) };
const undated = { id: 'd' };

interface Given {
	/** What comes of each request. */
	outcomes: unknown[];
	/** What each look-up finds, the last one for ever. */
	found?: Array<IDataObject[] | Error>;
	maxRetries?: number;
	/** How often it may pause. */
	pauses?: number;
	firstSent?: number;
	own?: string[];
	contradicts?: (row: IDataObject) => boolean;
	clock?: RecoverySettings['clock'];
}

async function recovered(
	recovery: Partial<Recovery>,
	{
		outcomes,
		found = [[]],
		maxRetries = 5,
		pauses = Infinity,
		firstSent,
		own = [],
		contradicts,
		clock,
	}: Given,
) {
	const left = [...outcomes];
	const lookUps = [...found];
	const told = { asked: 0, lookedUp: 0, waits: [] as number[] };
	const result = await recover(
		async () => {
			told.asked += 1;
			expect(left).not.toEqual([]);
			return await Promise.resolve(left.shift());
		},
		{
			identity: ['pbx'],
			unique: false,
			conflictCodes: ['exists'],
			createdAt: (row) => row.created,
			howToLook: 'Look in the list for "pbx"',
			find: async function* () {
				told.lookedUp += 1;
				const rows = lookUps.length > 1 ? lookUps.shift() : lookUps[0];
				if (rows instanceof Error) await Promise.reject(rows);
				yield* rows as IDataObject[];
			},
			...recovery,
		},
		{
			maxRetries,
			pause: async (ms) => {
				if (told.waits.length >= pauses) return await Promise.resolve(false);
				told.waits.push(ms);
				return true;
			},
			...(firstSent === undefined ? {} : { firstSent: () => firstSent }),
			isOwn: ({ id }) => own.includes(String(id)),
			contradicts,
			clock,
		},
	);
	return { result, ...told };
}

const unique = { unique: true };
const open = expect.objectContaining({
	effect: 'open',
	advice: 'Look in the list for "pbx" before you try again.',
	message: expect.stringMatching(/^It may exist, because the outcome is not known\. /),
});
const notMade = expect.objectContaining({
	cause: 'refused',
	effect: 'none',
	message: 'It failed. It was looked for and was not made.',
});
const done = (row: IDataObject) => new FoundRow(row);

beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

describe('recover', () => {
	it.each<
		[what: string, recovery: Partial<Recovery>, given: Given, result: unknown, asked: number]
	>([
		['an answer', {}, { outcomes: [made] }, made, 1],
		['a refusal', {}, { outcomes: [refused] }, refused, 1],
		['a provider that stays busy', {}, { outcomes: [busy] }, busy, 1],
		['a conflict at the first time', unique, { outcomes: [conflict], found: [[now]] }, conflict, 1],

		['lost, found once', {}, { outcomes: [lost], found: [[now]] }, done(now), 1],
		[
			'lost, found once beside an older one',
			{},
			{ outcomes: [lost], found: [[before, now]] },
			done(now),
			1,
		],
		['lost, found twice', {}, { outcomes: [lost], found: [[now, justNow]] }, open, 1],
		['lost, found without a date', {}, { outcomes: [lost], found: [[undated]] }, open, 1],
		[
			'lost, found with one without a date',
			{},
			{ outcomes: [lost], found: [[now, undated]] },
			open,
			1,
		],
		[
			'lost, found where nothing tells the date',
			{ createdAt: undefined },
			{ outcomes: [lost], found: [[now]] },
			open,
			1,
		],
		['lost, only an older one', {}, { outcomes: [lost, made], found: [[before]] }, made, 2],
		['lost, not found, made', {}, { outcomes: [lost, made] }, made, 2],
		['lost twice, then found', {}, { outcomes: [lost, lost], found: [[], [now]] }, done(now), 2],
		[
			'lost, found with a date that clocks may differ by',
			{},
			{ outcomes: [lost], found: [[unclear]] },
			open,
			1,
		],
		['lost, not found, refused', {}, { outcomes: [lost, refused] }, refused, 2],
		['lost, the look-up fails', {}, { outcomes: [lost], found: [refused] }, open, 1],
		['lost, the list may hide it', { mayBeHidden: true }, { outcomes: [lost] }, open, 1],
		[
			'lost, the list may hide it, found',
			{ mayBeHidden: true },
			{ outcomes: [lost], found: [[now]] },
			done(now),
			1,
		],

		['late, found', {}, { outcomes: [late], found: [[now]] }, done(now), 1],
		['late, not found at first', {}, { outcomes: [late], found: [[], [now]] }, done(now), 1],
		['late, the second look-up fails', {}, { outcomes: [late], found: [[], refused] }, open, 1],
		['late, not found, so it may still come', {}, { outcomes: [late] }, open, 1],

		['unique and lost, found', unique, { outcomes: [lost], found: [[now]] }, done(now), 1],
		[
			'unique and lost, found without a date',
			unique,
			{ outcomes: [lost], found: [[undated]] },
			done(undated),
			1,
		],
		[
			'unique and lost, found with a date that clocks may differ by',
			unique,
			{ outcomes: [lost], found: [[unclear]] },
			open,
			1,
		],
		['unique and late, not found, made', unique, { outcomes: [late, made] }, made, 2],
		[
			'unique and late, then there',
			unique,
			{ outcomes: [late, conflict], found: [[], [now]] },
			done(now),
			2,
		],
		[
			'unique and lost, then in conflict with nothing',
			unique,
			{ outcomes: [lost, conflict] },
			conflict,
			2,
		],
		[
			'unique and late, then in conflict with what is not in the list yet',
			unique,
			{ outcomes: [late, conflict] },
			open,
			2,
		],
		['unique and late, then refused', unique, { outcomes: [late, refused] }, open, 2],
		['unique and late, then busy', unique, { outcomes: [late, busy] }, open, 2],
	])('%s', async (_, recovery, given, result, asked) => {
		const outcome = await recovered(recovery, given);
		expect(outcome.result).toEqual(result);
		expect(outcome.asked).toBe(asked);
	});

	describe('cancelled', () => {
		const cancellation = failure('The execution was canceled.', { cause: 'cancelled' });
		const onItsWay = cancellation.with({ effect: 'open' });
		const told = expect.objectContaining({
			cause: 'cancelled',
			effect: 'open',
			message: 'It may exist, because the outcome is not known. The execution was canceled.',
			advice: 'Look in the list for "pbx" before you try again.',
		});

		it.each<[what: string, recovery: Partial<Recovery>, given: Given]>([
			['while it is on its way', {}, { outcomes: [onItsWay] }],
			['while it is looked for', {}, { outcomes: [lost], found: [cancellation] }],
			['while it is looked for again', {}, { outcomes: [late], found: [[], cancellation] }],
			[
				'on its way again, after it was looked for',
				unique,
				{ outcomes: [late, onItsWay], found: [[]] },
			],
			[
				'before it is sent again, though it may still come',
				unique,
				{ outcomes: [late, cancellation], found: [[]] },
			],
		])('%s, it may exist, and is told to be canceled', async (_, recovery, given) => {
			expect((await recovered(recovery, given)).result).toEqual(told);
		});

		it('before it is sent again, and looked for, it does not exist', async () => {
			const given = { outcomes: [lost, cancellation], found: [[]] };
			expect((await recovered({}, given)).result).toEqual(cancellation);
		});
	});

	it('says of something unique that existed before that it is not the one', async () => {
		const { result, asked } = await recovered(unique, { outcomes: [lost], found: [[before]] });
		expect(result).toMatchObject({
			cause: 'refused',
			effect: 'none',
			message: 'One with the same unique value existed before. It failed.',
			advice: 'Use another value, or update what exists.',
		});
		expect(asked).toBe(1);
	});

	it.each<[what: string, given: Omit<Given, 'outcomes'>, asked: number]>([
		['after as many retries as are allowed', { maxRetries: 2 }, 3],
		['without retries', { maxRetries: 0 }, 1],
		['when the item has waited long enough', { pauses: 1 }, 2],
	])('gives up %s, and says that it was not made', async (_, given, asked) => {
		const outcome = await recovered({}, { outcomes: [lost, lost, lost, lost], ...given });
		expect(outcome.result).toEqual(notMade);
		expect(outcome.asked).toBe(asked);
		expect(outcome.lookedUp).toBe(asked);
	});

	it('looks twice, with a pause, before it says that something may exist', async () => {
		const { result, lookedUp, waits } = await recovered({}, { outcomes: [late] });
		expect(result).toEqual(open);
		expect(lookedUp).toBe(2);
		expect(waits).toEqual([1000]);
		const hurried = await recovered({}, { outcomes: [late], pauses: 0 });
		expect(hurried.result).toEqual(open);
		expect(hurried.lookedUp).toBe(1);
	});

	it('gives up and says that it may exist, if a provider may still be at work on any of the tries', async () => {
		const given = { outcomes: [late, lost, lost], maxRetries: 2 };
		expect((await recovered(unique, given)).result).toEqual(open);
	});

	it('waits a little longer each time, or as long as the provider asks for', async () => {
		const told = failure('Later.', { cause: 'refused', effect: 'open', retryAfterMs: 7000 });
		const { waits } = await recovered({}, { outcomes: [lost, lost, told, made] });
		expect(waits).toEqual([250, 500, 7000]);
	});

	it('counts from when the request was sent, not from when it had to wait its turn', async () => {
		const foreign = { id: 'x', created: at(30) };
		const given = { outcomes: [lost, made], found: [[foreign]], firstSent: NOW + 600_000 };
		expect((await recovered({}, given)).result).toEqual(made);
	});

	it('takes a clock that is two seconds late for right, and one that is five minutes late for possible', async () => {
		const resultWith = async (seconds: number) => {
			const found = [[{ id: 'a', created: at(seconds) }]];
			return (await recovered({}, { outcomes: [lost, made], found })).result;
		};
		expect(await resultWith(-1.5)).toMatchObject({ row: { id: 'a' } });
		expect(await resultWith(-3)).toEqual(open);
		expect(await resultWith(-299)).toEqual(open);
		expect(await resultWith(-301)).toEqual(made);
	});

	describe('by a clock that its answers tell', () => {
		const MINUTE = 60_000;
		const resultWith = async (secondsFromNow: number, offset?: { least: number; most: number }) => {
			const found = [[{ id: 'a', created: at(secondsFromNow) }]];
			const given = { outcomes: [lost, made], found, clock: { offset } };
			const { result } = await recovered({}, given);
			if (result === made) return 'older';
			return result instanceof FoundRow ? 'new' : 'unclear';
		};
		const ahead = (ms: number) => ({ least: ms - 500, most: ms + 500 });

		it.each<[what: string, seconds: number, offset: number | undefined, age: string]>([
			['now', 0, undefined, 'new'],
			['now', 0, 0, 'new'],
			['after now, by no clock', 3, undefined, 'unclear'],
			['after now, by a clock that is right', 3, 0, 'unclear'],
			['an hour after now', 3600, undefined, 'unclear'],
			['a day after now, by a clock that is an hour ahead', 86_400, 60 * MINUTE, 'unclear'],
			['now, by a clock that is an hour ahead', 3600, 60 * MINUTE, 'new'],
			['now, by a clock that is an hour behind', -3600, -60 * MINUTE, 'new'],
			['a minute ago, by a clock that is a minute ahead', 0, MINUTE, 'unclear'],
			['an hour ago, by a clock that is an hour ahead', 0, 60 * MINUTE, 'unclear'],
			['an hour ago, by both clocks', -3600, 0, 'older'],
			['two hours ago, by a clock that is an hour behind', -10_800, -60 * MINUTE, 'older'],
		])('what was made %s: %#', async (_, seconds, offset, age) => {
			expect(await resultWith(seconds, offset === undefined ? undefined : ahead(offset))).toBe(age);
		});
	});

	it('does not take for its own what says something else than was asked for', async () => {
		const other = { ...now, secure: false };
		const contradicts = ({ secure }: IDataObject) => secure === false;
		const given = { outcomes: [lost], found: [[other]], contradicts };
		expect((await recovered({}, given)).result).toEqual(open);
		expect((await recovered(unique, given)).result).toEqual(open);
		const both = { outcomes: [lost], found: [[other, { ...before, secure: false }]], contradicts };
		expect((await recovered({}, both)).result).toEqual(open);
		const older = { outcomes: [lost, made], found: [[{ ...before, secure: false }]], contradicts };
		expect((await recovered({}, older)).result).toEqual(made);
	});

	it('does not take for its own what another request of the run has made', async () => {
		const sibling = { outcomes: [lost, made], found: [[now]], own: ['a'] };
		expect((await recovered({}, sibling)).result).toEqual(made);
		const both = { outcomes: [lost], found: [[now, justNow]], own: ['a'] };
		expect((await recovered({}, both)).result).toEqual(done(justNow));
	});

	it('says that a unique value is taken, if another request of the run has taken it', async () => {
		const given = { outcomes: [lost, conflict], found: [[now]], own: ['a'] };
		expect((await recovered(unique, given)).result).toEqual(conflict);
	});

	it('knows a conflict by its status where the provider has no code', async () => {
		const coded = failure('It exists.', { cause: 'refused', status: 409 });
		const given = { outcomes: [lost, coded], found: [[], [now]] };
		const byStatus = { ...unique, conflictCodes: ['409'] };
		expect((await recovered(byStatus, given)).result).toEqual(done(now));
		expect((await recovered(unique, given)).result).toEqual(coded);
	});

	it('throws what is no failure of a request', async () => {
		const given = { outcomes: [lost], found: [new TypeError('odd')] };
		await expect(recovered({}, given)).rejects.toThrow(TypeError);
	});
});

describe('keyOf', () => {
	const made = { method: 'POST', path: '/trunks' } as const;
	const key = keyOf(made, { identity: ['pbx', undefined] });

	it('is the same for the same thing, whatever else is asked for', () => {
		expect(keyOf({ ...made, host: 'default' }, { identity: ['pbx', undefined] })).toBe(key);
	});

	it.each<[what: string, other: string]>([
		['another name', keyOf(made, { identity: ['PBX', undefined] })],
		['one more', keyOf(made, { identity: ['pbx', 'gw'] })],
		['another path', keyOf({ ...made, path: '/trunks/1/x' }, { identity: ['pbx', undefined] })],
		['another host', keyOf({ ...made, host: 'account' }, { identity: ['pbx', undefined] })],
		['another method', keyOf({ ...made, method: 'PUT' }, { identity: ['pbx', undefined] })],
	])('is another for %s', (_, other) => {
		expect(other).not.toBe(key);
	});
});
