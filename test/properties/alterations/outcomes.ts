import { always, failed, isList, type Alteration } from './alteration';

/** What the node says of its items, altered so that it contradicts itself. */

export const ofOutcomes: Alteration[] = [
	[
		'an item without an outcome',
		(e) => !isList(e),
		(e) => e.run.items.pop(),
		/^item 1 has no outcome/,
	],
	[
		'two results',
		(e) => !isList(e),
		(e) => e.run.items.push(e.run.items[1]),
		/^item 1 has 2 outcomes/,
	],
	[
		'an error beside a result',
		always,
		(e) => e.run.items.push({ ...e.run.items[0], json: failed }),
		/more than one outcome/,
	],
	[
		'a result beside an error',
		always,
		(e) => e.run.items.unshift({ ...e.run.items[0], json: failed }),
		/an error and a result/,
	],
	[
		'an item of nobody',
		always,
		(e) => e.run.items.push({ json: {}, pairedItem: { item: 7 } }),
		/paired with 7/,
	],
	['another order of the output', always, (e) => e.run.items.reverse(), /left out of order/],
	[
		'an error of no item',
		always,
		(e) => Object.assign(e.run, { error: { message: 'No.' } }),
		/names no item/,
	],
	[
		'an error that counts wrongly',
		({ choice }) => choice.operation.readsOnly !== true,
		(e) =>
			Object.assign(e.run, {
				error: { message: 'No.', description: 'Not started: 7.', context: { itemIndex: 0 } },
			}),
		/counts the items wrongly/,
	],
];
