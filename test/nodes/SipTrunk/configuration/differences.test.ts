import { differencesOf } from '../../../../nodes/SipTrunk/configuration/differences';
import { Acme, situationWith } from './acme';

/** The differences of a trunk's settings, and what a provider cannot hold. */

const acme = new Acme();
const found = (
	...args: Parameters<typeof situationWith> extends [Acme, infer More] ? [More] : never
) => differencesOf(situationWith(acme, args[0]));

it('changes what differs, and leaves alone what is not named or is the same', () => {
	const { changes, notSupported } = found({
		entries: {},
		row: { secure: false },
		settings: { name: 'One', secure: true },
	});
	expect(changes).toEqual([
		{ action: 'change', about: 'setting', name: 'secure', before: false, after: true },
	]);
	expect(notSupported).toEqual([]);
	expect(found({ entries: {}, row: { secure: true } }).changes).toEqual([]);
});

it('sets what was not set', () => {
	const { changes } = found({ entries: {}, settings: { secure: true } });
	expect(changes).toMatchObject([{ name: 'secure', before: undefined, after: true }]);
});

it('refuses another value of what is set for good, and takes the same one', () => {
	const other = found({ entries: {}, row: { region: 'eu' }, settings: { region: 'us' } });
	expect(other.changes).toEqual([]);
	expect(other.notSupported).toEqual([
		{
			what: 'trunk',
			name: 'region',
			wanted: 'us',
			present: 'eu',
			reason: 'Acme cannot change it on a trunk that exists (T1).',
		},
	]);
	expect(found({ entries: {}, row: { region: 'eu' }, settings: { region: 'eu' } })).toMatchObject({
		changes: [],
		notSupported: [],
	});
});

it('goes by what a provider says is the same', () => {
	const { settings } = acme.port;
	const region = {
		...settings.region,
		isSame: (one: unknown, other: unknown) => String(one).toLowerCase() === other,
	};
	const port = { ...acme.port, settings: { ...settings, region } };
	const situation = situationWith(acme, {
		entries: {},
		row: { region: 'EU' },
		settings: { region: 'eu' },
	});
	expect(differencesOf({ ...situation, port }).notSupported).toEqual([]);
});

it('never guesses what cannot be read, and says so to a person', () => {
	const { changes, notReadable, notes } = found({ entries: {}, settings: { host: 'a.example' } });
	expect(changes).toEqual([]);
	expect(notReadable).toEqual(['host']);
	expect(notes).toEqual(["Acme does not tell the trunk's host, so nothing is changed there."]);
});

it('makes a trunk with all that is wanted of it, but for what the provider sets itself', () => {
	const { changes, notSupported } = found({
		settings: { name: 'One', region: 'us', host: 'a.example', domain: 'mine' },
	});
	expect(changes).toEqual([
		{
			action: 'create',
			about: 'trunk',
			name: 'One',
			settings: { name: 'One', region: 'us', host: 'a.example' },
		},
	]);
	expect(notSupported).toMatchObject([{ name: 'domain', reason: 'Acme sets it itself.' }]);
});

it('tells what another provider has and this one has not, but for what is empty', () => {
	const situation = situationWith(acme, { entries: {} });
	const foreign = { cnam: true, webhook: '', dispatchRules: [], gateway: null };
	const wanted = { ...situation.wanted, foreign };
	expect(differencesOf({ ...situation, wanted }).notSupported).toMatchObject([
		{ name: 'cnam', reason: 'Acme has nothing of the kind.' },
	]);
});

it('looks into no section that is not managed', () => {
	const entries = { sipCredentials: [{ entry: { username: 'pbx' }, row: {} }] };
	expect(found({ entries })).toMatchObject({ changes: [], unnamed: [], shared: [] });
});
