import { applyConfiguration, planApply } from '../../../../nodes/SipTrunk/configuration/apply';
import type { Entry, OwnSection } from '../../../../nodes/SipTrunk/configuration/configuration';
import type { Wanted } from '../../../../nodes/SipTrunk/configuration/wanted';
import { FoundAlready } from '../../../../nodes/SipTrunk/configuration/progress';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { Acme, FREE, present } from './acme';

/** Carrying out a plan, and planning anew where something is there that was not known. */

const [ONE, TWO] = ['+15555550101', '+15555550102'];

const wanted: Partial<Wanted> = {
	settings: { name: 'One' },
	sections: {
		originationUris: [{ uri: 'sip:a' }],
		sipCredentials: [{ username: 'pbx' }],
		phoneNumbers: [{ phoneNumber: ONE }],
	},
};

const taken = new RequestFailure('It is taken.', { cause: 'refused', status: 409, code: 'taken' });
const broken = new RequestFailure('It broke.', { cause: 'refused', status: 400, code: 'other' });

let acme: Acme;
beforeEach(() => {
	acme = new Acme();
	acme.numbers.set(ONE, FREE);
	acme.numbers.set(TWO, FREE);
});

/** Does something before one of what is done, so many times. */
function when(what: string, act: () => void, times = 1): void {
	let left = times;
	acme.before = (done) => {
		if (done !== what || left === 0) return;
		left -= 1;
		act();
	};
}

const fail = (error: Error) => () => {
	throw error;
};

async function failureOf(run: Promise<unknown>): Promise<RequestFailure> {
	const error: unknown = await run.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof RequestFailure) return error;
	throw new Error(`no failure: ${String(error)}`);
}

const apply = async (more: Partial<Wanted> = {}, options = {}) =>
	await applyConfiguration(acme.item({ ...wanted, ...more }, options));

const writes = () => acme.done.filter((one) => !/^(list|look)/.test(one));

const entriesOf = (section: OwnSection, nth = 0): Entry[] =>
	(acme.trunks[nth].entries[section] ?? []).map(({ entry }) => entry);

it('makes everything in order, and nothing the second time', async () => {
	const { row, passwords } = await apply();
	expect(writes()).toEqual([
		'create One',
		'add originationUris sip:a',
		'add sipCredentials pbx',
		'settle originationUris sipCredentials',
		`assign ${ONE}`,
	]);
	expect(row).toMatchObject({
		outcome: 'created',
		previous: null,
		sipCredentials: [{ username: 'pbx', passwordKnown: true }],
	});
	expect(passwords).toEqual({ pbx: 'made' });
	const digest = String(row.digest);
	acme.done.length = 0;
	const again = await apply({}, { expectedDigest: digest });
	expect(writes()).toEqual([]);
	expect(again.row).toMatchObject({
		outcome: 'unchanged',
		changes: [],
		sipCredentials: [{ username: 'pbx', passwordKnown: false }],
	});
	expect(again.passwords).toEqual({});
});

it('reads lists of the account once, and a number again just before it is assigned', async () => {
	await apply();
	expect(acme.done.filter((one) => one === 'list numbers')).toHaveLength(1);
	expect(acme.done.indexOf(`look at ${ONE}`)).toBe(acme.done.indexOf(`assign ${ONE}`) - 1);
});

it('only shows the same with Plan', async () => {
	const plan = await planApply(acme.item(wanted));
	expect(writes()).toEqual([]);
	expect((await apply()).row.digest).toBe(plan.digest);
});

it('tells what there was before, in what is managed', async () => {
	acme.trunk(
		'One',
		{
			sipCredentials: [present({ username: 'old' })],
			originationUris: [present({ uri: 'sip:old' })],
		},
		{ secure: false, region: 'eu' },
	);
	const sections = { originationUris: [{ uri: 'sip:a' }] };
	const { row } = await apply({ settings: { name: 'One', secure: true }, sections });
	expect(row.outcome).toBe('changed');
	expect(row.previous).toEqual({
		provider: 'acme',
		id: 'T1',
		name: 'One',
		secure: false,
		originationUris: [{ uri: 'sip:old' }],
		notReadable: [],
	});
});

describe('where something exists already', () => {
	it('reads and plans anew, and goes on with what is there', async () => {
		acme.trunk('One');
		when('add sipCredentials pbx', () => {
			acme.trunks[0].entries.sipCredentials = [present({ username: 'pbx' })];
			throw taken;
		});
		const { row, passwords } = await apply();
		expect(writes()).toEqual(['add originationUris sip:a', `assign ${ONE}`]);
		expect(row).toMatchObject({ sipCredentials: [{ username: 'pbx', passwordKnown: false }] });
		expect(passwords).toEqual({});
		expect(entriesOf('sipCredentials')).toEqual([{ username: 'pbx' }]);
		expect(entriesOf('originationUris')).toEqual([{ uri: 'sip:a' }]);
	});

	it('does so where what was made was only found after its answer was lost', async () => {
		acme.trunk('Other');
		when('create One', () => {
			acme.trunk('One');
			throw new FoundAlready('It was found');
		});
		const { row } = await apply();
		expect(row.outcome).toBe('changed');
		expect(acme.trunks.filter(({ row: { name } }) => name === 'One')).toHaveLength(1);
	});

	it('does so three times, and tells the failure then', async () => {
		when('add sipCredentials pbx', fail(taken), 3);
		expect((await apply()).row.outcome).toBe('created');
		expect(acme.trunks).toHaveLength(1);

		acme = new Acme();
		acme.numbers.set(ONE, FREE);
		when('add sipCredentials pbx', fail(taken), 4);
		const failure = await failureOf(apply());
		expect(failure.message).toContain('It is taken.');
		expect(failure.report?.step).toBe('add SIP credential pbx');
		expect(entriesOf('originationUris')).toEqual([{ uri: 'sip:a' }]);
	});

	it('stays within what was approved', async () => {
		const { digest } = await planApply(acme.item(wanted));
		when('add sipCredentials pbx', () => {
			acme.numbers.set(ONE, { ...FREE, trunkId: 'T9' });
			throw taken;
		});
		const failure = await failureOf(
			apply({}, { expectedDigest: digest, moveNumbers: false, ignoreNotSupported: false }),
		);
		expect(failure.message).toContain(`${ONE} is on trunk T9`);
		expect(acme.numbers.get(ONE)?.trunkId).toBe('T9');
	});

	it('sets no password a second time that it has set itself', async () => {
		const anew = { setPasswordsAnew: true };
		const { digest } = await planApply(acme.item(wanted, anew));
		when(`look at ${ONE}`, fail(new FoundAlready('It was found')));
		const { row, passwords } = await apply({}, { ...anew, expectedDigest: digest });
		expect(row.outcome).toBe('created');
		expect((row.changes as Array<{ action: string }>).map(({ action }) => action)).toEqual([
			'create',
			'add',
			'add',
			'assign',
		]);
		expect(passwords).toEqual({ pbx: 'made' });
	});

	it('does not for another refusal', async () => {
		when('add sipCredentials pbx', fail(broken));
		expect((await failureOf(apply())).message).toContain('It broke.');
		expect(acme.done.filter((one) => one === 'list trunks')).toHaveLength(2);
	});
});

describe('a number', () => {
	it('that is elsewhere by now is not taken from there', async () => {
		when(`look at ${ONE}`, () => acme.numbers.set(ONE, { ...FREE, trunkId: 'T9' }));
		const failure = await failureOf(apply());
		expect(failure.message).toContain(`${ONE} is on trunk T9`);
		expect(acme.numbers.get(ONE)).toEqual({ ...FREE, trunkId: 'T9' });
	});

	it('that is at another place elsewhere than was planned is planned anew', async () => {
		acme.numbers.set(ONE, { ...FREE, trunkId: 'T8' });
		const { digest } = await planApply(acme.item(wanted, { moveNumbers: true }));
		when(`look at ${ONE}`, () => acme.numbers.set(ONE, { ...FREE, trunkId: 'T9' }));
		const failure = await failureOf(apply({}, { moveNumbers: true, expectedDigest: digest }));
		expect(failure.message).toContain('More would change than was approved');
		expect(acme.numbers.get(ONE)?.trunkId).toBe('T9');
	});

	it('that has come here meanwhile is left alone', async () => {
		acme.trunk('One');
		when(`look at ${ONE}`, () => acme.numbers.set(ONE, { ...FREE, trunkId: 'T1' }));
		expect((await apply()).row.outcome).toBe('changed');
		expect(writes()).not.toContain(`assign ${ONE}`);
	});

	it('that is elsewhere by now is not taken off there', async () => {
		acme.trunk('One');
		acme.numbers.set(ONE, { ...FREE, trunkId: 'T1' });
		acme.numbers.set(TWO, { ...FREE, trunkId: 'T1' });
		when(`look at ${ONE}`, () => acme.numbers.set(ONE, { ...FREE, trunkId: 'T9' }));
		const none = { phoneNumbers: [] };
		const { row } = await apply({ sections: none }, { removeUnnamed: ['phoneNumbers'] });
		expect(row.outcome).toBe('changed');
		expect(writes()).toEqual([`unassign ${TWO}`]);
		expect(acme.numbers.get(ONE)?.trunkId).toBe('T9');
	});

	it('that is to be taken off and has left the account is gone already', async () => {
		acme.trunk('One');
		acme.numbers.set(ONE, { ...FREE, trunkId: 'T1' });
		when(`look at ${ONE}`, () => {
			throw new RequestFailure('No number.', { cause: 'refused', status: 404, gone: true });
		});
		const none = { phoneNumbers: [] };
		await apply({ sections: none }, { removeUnnamed: ['phoneNumbers'] });
		expect(writes()).toEqual([]);
	});

	it('that has left the account is told', async () => {
		when(`look at ${ONE}`, () => acme.numbers.delete(ONE));
		expect((await failureOf(apply())).message).toContain(`has no number ${ONE}`);
	});
});

describe('two trunks that were made at once', () => {
	it('are one, and the older one is gone on with', async () => {
		// How long it steps aside.
		jest.spyOn(Math, 'random').mockReturnValue(0);
		let id = '';
		when('create One', () => {
			id = String(acme.trunk('One').row.id);
		});
		const { row } = await apply();
		expect(acme.trunks.map(({ row: one }) => one.id)).toEqual([id]);
		expect(row).toMatchObject({ id, outcome: 'changed' });
		expect(entriesOf('sipCredentials')).toEqual([{ username: 'pbx' }]);
	});
});

describe('copies that two runs have added at once', () => {
	it('are one, the older', async () => {
		acme.trunk('One');
		when('add originationUris sip:a', () => {
			const theirs = { ...present({ uri: 'sip:a' }, { madeAt: '2026-01-01T00:00:00Z' }), id: 'X' };
			acme.trunks[0].entries.originationUris = [{ ...theirs, row: { id: 'X' } }];
		});
		await apply({ sections: { originationUris: [{ uri: 'sip:a' }] } });
		expect(acme.trunks[0].entries.originationUris?.map(({ row }) => row.id)).toEqual(['X']);
	});

	it('are told where the provider removes none', async () => {
		const section = acme.port.sections.originationUris;
		delete section?.remove;
		if (section) section.rules.remove = false;
		acme.trunk('One');
		when('add originationUris sip:a', () => {
			acme.trunks[0].entries.originationUris = [present({ uri: 'sip:a' }, { id: 'X' })];
		});
		const { row } = await apply({
			sections: { originationUris: wanted.sections?.originationUris },
		});
		expect(row.summary).toContain('Acme holds origination URI sip:a twice (X and E');
	});
});

describe('a failure', () => {
	it('says at which step, what is done and what is left, and that it goes on', async () => {
		when('add sipCredentials pbx', fail(broken));
		const { message, report, advice } = await failureOf(apply());
		expect(report).toEqual({
			step: 'add SIP credential pbx',
			done: [
				'create trunk "One"',
				'look for a second trunk of the name',
				'add origination URI sip:a',
			],
			left: ['tie origination URIs and SIP credentials to the trunk', `assign phone number ${ONE}`],
		});
		expect(message).toContain('This was the step "add SIP credential pbx".');
		expect(advice).toContain('sending the same again goes on from there');
		acme.before = () => undefined;
		await apply();
		expect(acme.trunks).toHaveLength(1);
		expect(entriesOf('originationUris')).toEqual([{ uri: 'sip:a' }]);
		expect(acme.numbers.get(ONE)?.trunkId).toBe(acme.trunks[0].row.id);
	});

	it('says whose password is lost with it, and not that of an own one', async () => {
		when(`assign ${ONE}`, fail(broken));
		const { message } = await failureOf(apply());
		expect(message).toContain(
			"The new password of pbx is lost with this failure: set it anew with 'Passwords'.",
		);
		expect(message).not.toContain('made');

		acme = new Acme();
		acme.numbers.set(ONE, FREE);
		when(`assign ${ONE}`, fail(broken));
		const own = await failureOf(apply({}, { ownPasswords: { pbx: 'Own-Secret-77!' } }));
		expect(own.message).not.toContain('lost');
		expect(JSON.stringify([own.message, own.report, own.advice])).not.toContain('Own-Secret');
	});

	it('changes nothing where not everything can be had', async () => {
		acme.numbers.set(ONE, { ...FREE, applicationId: 'A1' });
		const failure = await failureOf(apply());
		expect(failure.code).toBe('not_supported');
		expect(writes()).toEqual([]);
		const { row } = await apply({}, { ignoreNotSupported: true });
		expect(row).toMatchObject({ outcome: 'created', notSupported: [{ name: ONE }] });
		expect(acme.numbers.get(ONE)?.applicationId).toBe('A1');
	});
});

it('sets passwords anew once, and none that it has just set', async () => {
	acme.trunk('One', { sipCredentials: [present({ username: 'pbx' })] });
	const sections = { sipCredentials: [{ username: 'pbx' }, { username: 'new' }] };
	// Planned anew, it is not set a second time.
	when('settle sipCredentials', fail(taken));
	const { passwords } = await apply({ sections }, { setPasswordsAnew: true });
	expect(writes()).toEqual(['password pbx', 'add sipCredentials new']);
	expect(passwords).toEqual({ pbx: 'made', new: 'made' });
});

it('takes no password from what every object has', async () => {
	const sections = { sipCredentials: [{ username: 'constructor' }] };
	const { passwords } = await apply({ sections });
	expect(Object.entries(passwords)).toEqual([['constructor', 'made']]);
});

it('does not add what a trunk was made with', async () => {
	const { create } = acme.port;
	acme.port.create = async (work, settings, sections) => {
		const made = await create(work, settings, sections);
		acme.trunks[0].entries.originationUris = sections.originationUris?.map((entry) =>
			present(entry),
		);
		return { ...made, covers: ['originationUris'] };
	};
	const { row } = await apply();
	expect(writes()).toEqual([
		'create One',
		'add sipCredentials pbx',
		'settle sipCredentials',
		`assign ${ONE}`,
	]);
	expect(row.configuration).toMatchObject({ originationUris: [{ uri: 'sip:a' }] });
	expect((await apply()).row.outcome).toBe('unchanged');
});

it('changes an entry that it adopts in what differs', async () => {
	acme.trunk('One', {
		originationUris: [present({ uri: 'sip:a', name: 'Old' }, { isLoose: true })],
	});
	await apply({ sections: { originationUris: [{ uri: 'sip:a', name: 'New' }] } });
	expect(writes()).toEqual(['change originationUris sip:a', 'settle originationUris']);
	expect(entriesOf('originationUris')).toEqual([{ uri: 'sip:a', name: 'New' }]);
});

describe('a trunk that is made with its user name', () => {
	const passwords: unknown[] = [];
	beforeEach(() => {
		passwords.length = 0;
		const { sections, create } = acme.port;
		if (sections.sipCredentials) sections.sipCredentials.rules.isMadeWithTrunk = true;
		acme.port.create = async (work, { password, ...settings }, ...more) => {
			passwords.push(password);
			const { row } = await create(work, settings, ...more);
			const [stored] = acme.trunks.slice(-1);
			stored.entries.sipCredentials = [present({ username: 'pbx' })];
			return { row, covers: ['sipCredentials'] };
		};
	});

	it('is made with the password that is put out', async () => {
		const { row, passwords: told } = await apply();
		expect(passwords).toEqual(['made']);
		expect(told).toEqual({ pbx: 'made' });
		expect(row.sipCredentials).toEqual([{ username: 'pbx', passwordKnown: true }]);
		expect(writes()).not.toContain('add sipCredentials pbx');
	});

	it('is made with the user’s own, which is not put out', async () => {
		const { row, passwords: told } = await apply({}, { ownPasswords: { pbx: 'own' } });
		expect(passwords).toEqual(['own']);
		expect(told).toEqual({});
		expect(row.sipCredentials).toEqual([{ username: 'pbx', passwordKnown: true }]);
	});

	it('has a password of another run once it has given way to that', async () => {
		when('create One', () => {
			acme.trunk('One', { sipCredentials: [present({ username: 'pbx' })] });
		});
		const { row, passwords: told } = await apply();
		expect(acme.trunks).toHaveLength(1);
		expect(told).toEqual({});
		expect(row.sipCredentials).toEqual([{ username: 'pbx', passwordKnown: false }]);
	});
});
