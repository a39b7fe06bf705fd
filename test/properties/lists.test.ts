import { type Fault } from '../../sandbox/index';
import { startOtherHost } from './otherHost';
import { endOf, lists, uniqueCreate, useTransport, wordsOf } from './transport';

/** Lists of several pages, and answers that never end. */

const { held, carryOut, oldTrunk } = useTransport();

describe('answers that never end', () => {
	it('a list of 50 MB is read', async () => {
		oldTrunk();
		held.sandbox.setFaults([{ kind: 'hugeBody', bytes: 50_000_000 }]);
		const run = await carryOut(lists('twilio', 'trunk', { timeout: 30 }));
		expect(wordsOf(run)).toBe(' ');
		expect(run.items).toHaveLength(1);
		expect(run.stored.length).toBeLessThan(100_000);
	});

	it('an error of 50 MB is told in short', async () => {
		held.sandbox.setFaults([{ kind: 'status', status: 400, body: 'x'.repeat(50_000_000) }]);
		const run = await carryOut(lists('twilio', 'trunk', { timeout: 30 }));
		expect(wordsOf(run)).toContain('Twilio answered HTTP 400');
		expect(run.stored.length).toBeLessThan(100_000);
	});

	it('an answer that trickles in is not waited for longer than Timeout says', async () => {
		const work = uniqueCreate();
		held.sandbox.setFaults([{ kind: 'trickle', ms: 300, method: 'POST' }]);
		const run = await carryOut({ ...work, options: { timeout: 1 } });
		expect(endOf(run)).toBe('recovered');
		expect(run.runTimeMs).toBeLessThan(2500);
	});
});

/** More than a page of each list that has pages. */
const LISTS = [
	{
		provider: 'twilio',
		resource: 'trunk',
		count: 1200,
		fill: () => held.sandbox.seedTrunks('twilio', 1200),
	},
	{
		provider: 'vobiz',
		resource: 'trunk',
		count: 250,
		fill: () => held.sandbox.seedTrunks('vobiz', 250),
	},
	{ provider: 'tryVox', resource: 'phoneNumber', count: 255, fill: fillNumbers },
] as const;

function fillNumbers(): void {
	const { numbers } = held.sandbox.state('tryVox');
	const [first] = numbers.all();
	for (let index = 0; index < 250; index++) {
		numbers.add({ ...first, e164: `+4930${String(index).padStart(6, '0')}` });
	}
}

describe.each(LISTS)(
	'a list of $provider with several pages',
	({ provider, resource, count, fill }) => {
		it.each<{ what: string; faults: Fault[] }>([
			{ what: 'no fault', faults: [] },
			{ what: 'a total that is too low', faults: [{ kind: 'lieTotal', total: 1, times: null }] },
			{ what: 'a total of zero', faults: [{ kind: 'lieTotal', total: 0, times: null }] },
			{ what: 'a page that is lost', faults: [{ kind: 'resetBefore', after: 1 }] },
			{ what: 'a page that is cut', faults: [{ kind: 'cut', after: 1 }] },
			{
				what: 'pages that are refused',
				faults: [{ kind: 'tooManyRequests', retryAfter: 0, after: 1, times: 2 }],
			},
		])('is read whole, in order and without a row twice, despite $what', async ({ faults }) => {
			fill();
			const expected = await carryOut(lists(provider, resource));
			held.sandbox.setFaults(faults);
			const run = await carryOut(lists(provider, resource, { timeout: 5 }));
			const ids = run.items.map(({ json }) => json.id);
			expect(wordsOf(run)).toBe(' ');
			expect(new Set(ids).size).toBe(count);
			expect(ids).toEqual(expected.items.map(({ json }) => json.id));
		});

		it('has no total that is too high, unless it ends in an error', async () => {
			fill();
			held.sandbox.setFaults([{ kind: 'lieTotal', total: 100_000, times: null }]);
			const run = await carryOut(lists(provider, resource, { timeout: 5 }));
			const ids = run.items.map(({ json }) => json.id);
			// Twilio tells no total.
			if (run.error === undefined) expect(new Set(ids).size).toBe(count);
			else expect(wordsOf(run)).toContain(`100000 rows, but it ends after ${count}`);
			expect(run.error === undefined).toBe(provider === 'twilio');
		});

		it('ends in an error when the server repeats a page', async () => {
			fill();
			held.sandbox.setFaults([{ kind: 'repeatPage', after: 1, times: null }]);
			const run = await carryOut(lists(provider, resource));
			expect(run.items).toEqual([]);
			expect(wordsOf(run)).toContain('The provider repeats the same page');
			expect(held.sandbox.requests.length).toBeLessThan(10);
		});
	},
);

it('a link to the next page is followed at the own address only', async () => {
	const otherHost = await startOtherHost();
	held.sandbox.seedTrunks('twilio', 2);
	held.sandbox.setFaults([
		{
			kind: 'status',
			status: 200,
			body: {
				trunks: [],
				meta: { next_page_url: `${new URL(otherHost.address).origin}/v1/Trunks?PageSize=5&Page=0` },
			},
		},
	]);
	const run = await carryOut(lists('twilio', 'trunk'));
	await otherHost.stop();
	expect(otherHost.heard()).toBe(0);
	expect(held.sandbox.requests.map(({ url }) => url)).toEqual([
		'/v1/Trunks?PageSize=1000',
		'/v1/Trunks?PageSize=5&Page=0',
	]);
	expect(run.items).toHaveLength(2);
});

it('a list of MiniVoice that says it is not whole ends in an error', async () => {
	held.sandbox.seedTrunks('miniVoice', 3);
	held.sandbox.setFaults([{ kind: 'lieTotal', total: 4 }]);
	const run = await carryOut(lists('miniVoice', 'trunk'));
	expect(wordsOf(run)).toContain('MiniVoice has 4 trunks but its list shows only 3');
});

it('words that no provider documents become "unknown" or nothing', async () => {
	held.sandbox.seedTrunks('vobiz', 1);
	held.sandbox.setFaults([{ kind: 'unknownEnums' }]);
	const run = await carryOut(lists('vobiz', 'trunk'));
	expect(run.items[0].json).toMatchObject({ status: 'unknown', direction: null });
});
