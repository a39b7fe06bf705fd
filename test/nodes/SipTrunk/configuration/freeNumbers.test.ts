import { applyConfiguration, planApply } from '../../../../nodes/SipTrunk/configuration/apply';
import type { Item } from '../../../../nodes/SipTrunk/configuration/item';
import { configurationResource } from '../../../../nodes/SipTrunk/configuration/operations';
import type { ApplyOptions, Wanted } from '../../../../nodes/SipTrunk/configuration/wanted';
import type { ProviderClient } from '../../../../nodes/SipTrunk/contract/request';
import { Acme, FREE } from './acme';

/** Free numbers, and which items of one run wait for each other because of them. */

const [ONE, TWO] = ['+15555550101', '+15555550102'];

let acme: Acme;
beforeEach(() => {
	acme = new Acme();
	acme.numbers.set(ONE, FREE);
	acme.numbers.set(TWO, FREE);
});

const free = (count: number) => ({ freeNumbers: { count, prefix: '' } });

const named = (name: string, more: Partial<Wanted> = {}): Partial<Wanted> => ({
	settings: { name },
	...more,
});

/** Items of one run. */
function itemsOf(...all: Array<[Partial<Wanted>, Partial<ApplyOptions>]>): Item[] {
	const items = all.map(([wanted, options]) => acme.item(wanted, options));
	return items.map((item) => ({ ...item, work: items[0].work }));
}

const trunkOf = (phoneNumber: string) => acme.numbers.get(phoneNumber)?.trunkId;

describe('a free number', () => {
	it('is planned for one item of a run alone', async () => {
		const [first, second] = itemsOf([named('One'), free(1)], [named('Two'), free(1)]);
		const plans = [await planApply(first), await planApply(second)];
		expect(plans.map(({ configuration }) => configuration)).toMatchObject([
			{ phoneNumbers: [ONE] },
			{ phoneNumbers: [TWO] },
		]);
	});

	it('of an item that was refused goes to the next one', async () => {
		const refused = named('One', { foreign: { color: 'red' } });
		const [first, second] = itemsOf([refused, free(1)], [named('Two'), free(1)]);
		await expect(applyConfiguration(first)).rejects.toThrow('Not everything can be had');
		await applyConfiguration(second);
		expect([trunkOf(ONE), trunkOf(TWO)]).toEqual(['T1', null]);
	});

	it('that an item has got and another one has taken off is free for the next', async () => {
		const off = { removeUnnamed: ['phoneNumbers' as const] };
		const [first, second, third] = itemsOf(
			[named('One'), free(1)],
			[named('One', { sections: { phoneNumbers: [] } }), off],
			[named('Two'), free(1)],
		);
		for (const item of [first, second, third]) await applyConfiguration(item);
		expect([trunkOf(ONE), trunkOf(TWO)]).toEqual(['T2', null]);
	});
});

type OptionValues = Record<string, unknown>;

/** The items of one run as the node hands them over. */
async function prepared(...all: Array<[Partial<Wanted>, OptionValues]>) {
	const { operations } = configurationResource(acme.port);
	const apply = operations.find(({ value }) => value === 'apply');
	const client = { fresh: () => client, keepSecret: () => undefined, added: {} };
	const items = await apply?.prepare?.(
		all.map(([wanted, configurationOptions]) => ({
			client: client as unknown as ProviderClient,
			values: {
				configuration: { sections: {}, foreign: {}, settings: {}, ...wanted },
				configurationOptions,
			},
		})),
	);
	return (items ?? []).map((item) => {
		if ('error' in item) throw item.error;
		return item;
	});
}

const numbersOf = (...phoneNumbers: string[]) => ({
	sections: { phoneNumbers: phoneNumbers.map((phoneNumber) => ({ phoneNumber })) },
});

describe('an item that changes what it does not name', () => {
	const others: Array<[string, OptionValues, Partial<Wanted>]> = [
		['takes free ones', { freeNumbers: 1 }, {}],
		['takes free ones that begin in some way', { freeNumbersBeginWith: '+1' }, {}],
		['takes off what is not named', { removeUnnamed: ['phoneNumbers'] }, numbersOf()],
	];

	it.each(others)('and %s waits for those that name numbers', async (_what, options, wanted) => {
		const [first, second, third] = await prepared(
			[named('One', wanted), options],
			[named('Two', numbersOf(TWO)), {}],
			[named('Three'), {}],
		);
		expect(first.touches.filter((one) => second.touches.includes(one))).toHaveLength(1);
		expect(first.touches.filter((one) => third.touches.includes(one))).toEqual([]);
	});

	it('and so does one that removes what two trunks cannot both have', async () => {
		acme = new Acme({ accountWide: ['sipCredentials'] });
		const users = (username: string) => ({ sections: { sipCredentials: [{ username }] } });
		const shared = async (removeUnnamed: string[]) => {
			const [first, second] = await prepared(
				[named('One', users('new')), { removeUnnamed }],
				[named('Two', users('old')), {}],
			);
			return first.touches.filter((one) => second.touches.includes(one)).length;
		};
		expect(await shared(['sipCredentials'])).toBe(1);
		expect(await shared(['phoneNumbers'])).toBe(0);
	});

	it('keeps nobody waiting where there is none', async () => {
		const [first, second] = await prepared(
			[named('One', numbersOf(ONE)), { freeNumbers: 0 }],
			[named('Two', numbersOf(TWO)), {}],
		);
		expect(first.touches.filter((one) => second.touches.includes(one))).toEqual([]);
	});
});

it('0 Free Numbers are as if nobody asked for any: numbers that are not described stay', async () => {
	acme.trunk('One');
	acme.numbers.set(ONE, { ...FREE, trunkId: 'T1' });
	const options = { freeNumbers: 0, removeUnnamed: ['phoneNumbers'] };
	const [item] = await prepared([named('One'), options]);
	await item.run();
	expect(trunkOf(ONE)).toBe('T1');
});
