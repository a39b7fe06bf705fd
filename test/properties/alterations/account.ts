import {
	alters,
	failed,
	hasAltered,
	isList,
	isNumber,
	madeOf,
	makes,
	reads,
	writeOf,
	type Alteration,
} from './alteration';

/** What the account holds, or what the node says of it, altered so that they are not the same. */

export const ofAccount: Alteration[] = [
	['a thing that is not there', makes, (e) => (e.after = e.before), /which was not made/],
	[
		'a second thing',
		makes,
		(e) => e.after.push({ ...madeOf(e)[0], id: 'second' }),
		/was made 2 times/,
	],
	['a thing of another name', makes, (e) => (madeOf(e)[0].label = 'other'), /which is "other"/],
	[
		'a thing that belongs elsewhere',
		(e) => makes(e) && e.asked[0].parent !== undefined,
		(e) => (madeOf(e)[0].parent = 'elsewhere'),
		/which belongs to elsewhere/,
	],
	['the same thing twice', makes, (e) => (e.run.items[1].json = e.run.items[0].json), /both name/],
	[
		'a failure that made something',
		makes,
		(e) => (e.run.items[0].json = failed),
		/was made 1 times; 0 items say done/,
	],
	[
		'another password',
		(e) => makes(e) && madeOf(e)[0]?.passwordDigest !== undefined,
		(e) => madeOf(e).forEach((thing) => (thing.passwordDigest = 'other')),
		/has another password/,
	],
	[
		'a password that nobody is told',
		(e) =>
			makes(e) &&
			typeof e.run.items[0].json.password === 'string' &&
			madeOf(e)[0]?.passwordDigest !== undefined,
		(e) => delete e.run.items[0].json.password,
		/does not tell the password/,
	],
	[
		'something lost on the way',
		makes,
		(e) => e.before.push({ ...e.before[0], id: 'lost' }),
		/lost is gone/,
	],

	['a change that did not happen', hasAltered, (e) => (e.after = e.before), /it could only be/],
	[
		'a failure that changed something',
		(e) => hasAltered(e) && !isNumber(e) && writeOf(e)?.effects.length === 1,
		(e) => (e.run.items[0].json = failed),
		/changed something although they failed/,
	],
	[
		'a success without any effect',
		(e) => hasAltered(e) && !isNumber(e),
		(e) => e.requests.forEach((request) => (request.effects = [])),
		/are said to be done and have changed nothing/,
	],
	[
		'something else gone',
		alters,
		(e) => e.before.push({ ...e.before[0], id: 'lost', parent: 'lost' }),
		/lost is gone/,
	],
	[
		'something else new',
		alters,
		(e) => e.after.push({ ...e.before[0], kind: 'trunk', id: 'new' }),
		/new is new/,
	],

	[
		'a row that is missing',
		(e) => reads(e) && isList(e),
		(e) => e.run.items.pop(),
		/^item 1 got .* instead of/,
	],
	[
		'another row',
		(e) => reads(e) && !isList(e) && e.asked[0].target !== undefined,
		(e) => (e.asked[0].target = 'other'),
		/^item 0 got/,
	],
];
