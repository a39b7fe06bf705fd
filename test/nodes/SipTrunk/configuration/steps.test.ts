import type { Change } from '../../../../nodes/SipTrunk/configuration/changes';
import type {
	CarrierSection,
	SectionName,
} from '../../../../nodes/SipTrunk/configuration/configuration';
import type { ConfigurationPort } from '../../../../nodes/SipTrunk/configuration/port';
import {
	changesOf,
	nameOf,
	removalSteps,
	stepsOf,
} from '../../../../nodes/SipTrunk/configuration/steps';
import { Acme, numberOn, present } from './acme';

/** The order in which changes are made. */

const acme = new Acme();

const KEYS = { originationUris: 'uri', sipCredentials: 'username', allowedAddresses: 'address' };

const add = (about: CarrierSection, name: string, more: object = {}): Change => ({
	action: 'add',
	about,
	name,
	entry: { [KEYS[about]]: name },
	...more,
});
const remove = (about: CarrierSection, name: string, isLoose?: true): Change => ({
	action: 'remove',
	about,
	name,
	present: present({ [KEYS[about]]: name }, { isLoose }),
	before: {},
});
const change = (about: CarrierSection, name: string): Change => ({
	action: 'change',
	about,
	name,
	present: present({ [KEYS[about]]: name }),
	before: {},
	changes: { name: 'other' },
});
const set = (name: string): Change => ({
	action: 'change',
	about: 'setting',
	name,
	before: 1,
	after: 2,
});
const number = (action: 'assign' | 'unassign', name: string): Change => ({
	action,
	about: 'phoneNumbers',
	name,
	number: numberOn(name),
});
const create = (settings = {}): Change => ({
	action: 'create',
	about: 'trunk',
	name: 'One',
	settings,
});

function named(
	changes: Change[],
	{
		port = acme.port,
		own = {},
		unsure = [],
	}: {
		port?: ConfigurationPort;
		own?: Partial<Record<SectionName, number>>;
		unsure?: SectionName[];
	} = {},
): string[] {
	return stepsOf(
		port,
		changes,
		(section) => own[section] ?? 0,
		(section) => unsure.includes(section),
	).map(nameOf);
}

const withSections = (more: Partial<ConfigurationPort['sections']>): ConfigurationPort => ({
	...acme.port,
	sections: { ...acme.port.sections, ...more },
});

it('makes before it breaks: trunk, settings, entries, what ties them, numbers, removals, credentials last', () => {
	const changes = [
		remove('sipCredentials', 'old'),
		remove('allowedAddresses', '1'),
		remove('originationUris', 'sip:old'),
		number('unassign', '+1'),
		number('assign', '+2'),
		add('sipCredentials', 'new'),
		add('allowedAddresses', '2'),
		add('originationUris', 'sip:new'),
		set('secure'),
		set('region'),
	];
	expect(named(changes)).toEqual([
		'change secure, region',
		'add origination URI sip:new',
		'add SIP credential new',
		'add allowed address 2',
		'tie origination URIs and SIP credentials and allowed addresses to the trunk',
		'assign phone number +2',
		'unassign phone number +1',
		'remove origination URI sip:old',
		'remove allowed address 1',
		'remove SIP credential old',
	]);
	const steps = stepsOf(
		acme.port,
		changes,
		() => 5,
		() => false,
	);
	expect(steps.flatMap(changesOf)).toHaveLength(changes.length);
});

it('looks for a second trunk after it has made one that nothing keeps from being made twice', () => {
	const looking = 'look for a second trunk of the name';
	expect(named([create()])).toEqual(['create trunk "One"', looking]);
	const unique = { ...acme.port, unique: 'domain' };
	expect(named([create({ domain: 'a' })], { port: unique })).toEqual(['create trunk "One"']);
	expect(named([create()], { port: unique })).toContain(looking);
	const forGood = { ...acme.port, remove: undefined };
	expect(named([create()], { port: forGood })).toEqual(['create trunk "One"']);
});

describe('what the provider would take twice', () => {
	const looking = 'look at the origination URIs again';

	it('is looked at again after it was added', () => {
		expect(named([add('originationUris', 'sip:a')])).toEqual([
			'add origination URI sip:a',
			looking,
			'tie origination URIs to the trunk',
		]);
	});

	it('comes before something unique, which would show that somebody else is at work', () => {
		expect(named([add('sipCredentials', 'a'), add('originationUris', 'sip:a')])).toEqual([
			'add origination URI sip:a',
			'add SIP credential a',
			'tie origination URIs and SIP credentials to the trunk',
		]);
	});

	it('is looked at again in any case where an earlier plan has met somebody else', () => {
		expect(named([add('sipCredentials', 'a')], { unsure: ['originationUris'] })).toEqual([
			looking,
			'add SIP credential a',
			'tie SIP credentials to the trunk',
		]);
	});

	it('is not looked at where it was only adopted', () => {
		const loose = present({ uri: 'sip:a' }, { isLoose: true });
		expect(named([add('originationUris', 'sip:a', { loose })])).not.toContain(looking);
	});
});

describe('removals', () => {
	const clear = async () => await Promise.resolve();
	const clearing = withSections({
		sipCredentials: { ...acme.port.sections.sipCredentials, clear } as never,
	});

	it('of everything are one step where the provider has one, and nothing is added', () => {
		const all = [remove('sipCredentials', 'a'), remove('sipCredentials', 'b')];
		const one = ['tie SIP credentials to the trunk', 'remove all SIP credentials'];
		expect(named(all, { port: clearing, own: { sipCredentials: 2 } })).toEqual(one);
		expect(named(all, { port: clearing, own: { sipCredentials: 3 } })).not.toContain(one[1]);
		const replaced = [...all, add('sipCredentials', 'c')];
		expect(named(replaced, { port: clearing, own: { sipCredentials: 2 } })).not.toContain(one[1]);
	});

	it('of what has no effect yet come before that which would bring it into effect', () => {
		const changes = [remove('allowedAddresses', '1', true), add('allowedAddresses', '2')];
		expect(named(changes, { own: { allowedAddresses: 1 } })).toEqual([
			'remove allowed address 1',
			'add allowed address 2',
			'tie allowed addresses to the trunk',
		]);
	});

	it('of what has no effect yet come last where nothing brings it into effect', () => {
		const changes = [remove('allowedAddresses', '1', true), number('assign', '+1')];
		expect(named(changes, { own: { allowedAddresses: 1 } }).at(-1)).toBe(
			'remove allowed address 1',
		);
	});

	it('without a request of their own are gone with what is written as a whole', () => {
		const port = withSections({
			originationUris: {
				...acme.port.sections.originationUris,
				add: undefined,
				change: undefined,
				remove: undefined,
			} as never,
		});
		const changes = [add('originationUris', 'sip:b'), remove('originationUris', 'sip:a')];
		const steps = stepsOf(
			port,
			changes,
			() => 1,
			() => false,
		);
		expect(steps.map(nameOf)).toEqual(['tie origination URIs to the trunk']);
		expect(changesOf(steps[0])).toEqual(changes);
	});
});

it('changes entries where they are, and passwords with the other changes', () => {
	const password: Change = {
		action: 'setPassword',
		about: 'sipCredentials',
		name: 'a',
		present: present({ username: 'a' }),
	};
	expect(named([password, change('allowedAddresses', '1')])).toEqual([
		'set a new password for a',
		'change allowed address 1',
		'tie SIP credentials and allowed addresses to the trunk',
	]);
});

it('removes a trunk last, after its numbers and what does not go with it', () => {
	const port = withSections({
		originationUris: {
			...acme.port.sections.originationUris,
			rules: { ...acme.port.sections.originationUris?.rules, goWithTrunk: true },
		} as never,
	});
	const trunk: Change = { action: 'remove', about: 'trunk', name: 'One', settings: {} };
	const changes = [
		remove('originationUris', 'sip:a'),
		remove('sipCredentials', 'a'),
		number('unassign', '+1'),
		trunk,
	];
	const steps = removalSteps(port, 'One', changes, () => 9);
	expect(steps.map(nameOf)).toEqual([
		'unassign phone number +1',
		'remove SIP credential a',
		'remove trunk "One"',
	]);
	expect(changesOf(steps[2])).toEqual([changes[0], trunk]);
});
