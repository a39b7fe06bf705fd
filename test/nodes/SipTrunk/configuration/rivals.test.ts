import {
	copiesAmong,
	mustYield,
	toldCopies,
} from '../../../../nodes/SipTrunk/configuration/rivals';
import { Acme, present } from './acme';

/** Two runs that make the same at the same time. */

describe('of two trunks that were made at once', () => {
	const arranged = (...made: number[]) => {
		const acme = new Acme();
		const [own, ...others] = made.map((time) => acme.trunk('One', {}, { made: time }));
		return { own: own.row, others, item: acme.item({}), acme };
	};

	it('the younger goes, and the older stays', async () => {
		const younger = arranged(2, 1);
		expect(await mustYield(younger.item, younger.own, new Set())).toBe(true);
		const older = arranged(1, 2);
		expect(await mustYield(older.item, older.own, new Set())).toBe(false);
	});

	describe.each([
		['equally old', [1, 1]],
		['of an age that nobody tells', [NaN, NaN]],
	])('and that are %s', (_, times) => {
		/** The lists that a run reads one after the other, and what it decides after the last. */
		const decision = async (own: number, ...lists: number[][]) => {
			const { acme, item, own: first, others } = arranged(...times);
			const rows = [first, others[0].row];
			if (Number.isNaN(times[0])) acme.port.trunk.simplify = ({ name }) => ({ name });
			acme.port.trunks = async () =>
				await Promise.resolve((lists.shift() ?? []).map((nth) => rows[nth]));
			const isGiven = await mustYield(item, rows[own], new Set());
			return { isGiven, unread: lists.length };
		};

		beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
		afterEach(() => void jest.restoreAllMocks());

		it('the one with the greater ID goes at once', async () => {
			expect(await decision(1, [0, 1], [1])).toEqual({ isGiven: true, unread: 1 });
		});

		it('the other one stays as soon as that has gone', async () => {
			expect(await decision(0, [0, 1], [0, 1], [0])).toEqual({ isGiven: false, unread: 0 });
		});

		it('the other one goes if that stays, whose run has looked before there were two', async () => {
			const lists = Array.from({ length: 4 }, () => [0, 1]);
			expect(await decision(0, ...lists)).toEqual({ isGiven: true, unread: 0 });
		});
	});

	it('none counts that was there before, or has another name', async () => {
		const { item, own, others } = arranged(2, 1);
		expect(await mustYield(item, own, new Set([String(others[0].row.id)]))).toBe(false);
		others[0].row.name = 'Two';
		expect(await mustYield(item, own, new Set())).toBe(false);
	});
});

describe('of copies of an entry', () => {
	const uri = (id: string, madeAt: string) => present({ uri: 'sip:a' }, { row: { id }, madeAt });
	const [first, second, third] = [
		uri('1', '2026-01-01T00:00:00Z'),
		uri('2', '2026-01-01T00:00:01Z'),
		uri('3', '2026-01-01T00:00:01Z'),
	];

	it('all but the oldest go, whoever looks, and in whatever order', () => {
		const all = [first, second, third];
		expect(copiesAmong('originationUris', all, ['sip:a'])).toEqual([second, third]);
		expect(copiesAmong('originationUris', all.reverse(), ['sip:a'])).toEqual([second, third]);
	});

	it('none goes that this run has not added, or that others share', () => {
		expect(copiesAmong('originationUris', [first, second], [])).toEqual([]);
		const shared = { ...second, sharedIn: 'list "All"' };
		expect(copiesAmong('originationUris', [first, shared], ['sip:a'])).toEqual([]);
	});
});

it('tells each entry that is there several times, with what a person finds it by', () => {
	const { port } = new Acme();
	const user = (username: string, id?: string) => present({ username }, { id });
	expect(toldCopies(port, 'sipCredentials', [user('a', '1'), user('b', '2')])).toEqual([]);
	const three = [user('a', '1'), user('a', '2'), user('a', '3'), user('b'), user('b')];
	const told = toldCopies(port, 'sipCredentials', three);
	expect(told).toHaveLength(2);
	expect(told[0]).toContain('SIP credential a 3 times (1 and 2 and 3)');
	expect(told[1]).toContain('SIP credential b twice, and');
});
