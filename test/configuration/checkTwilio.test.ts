import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CursorCollection } from '../../sandbox/providers/twilio/cursorCollection';
import type { Credential, CredentialList, Trunk } from '../../sandbox/providers/twilio/state';
import { rowsOf, useBench, wordsOf } from '../operations/support';
import { twilio, type TwilioPlan } from '../properties/states/twilio';
import { accountOf, customer, trunksOf } from './twilioAccount';

/** Trunk Configuration > Check at Twilio, in n8n's own engine against the sandbox. */

const bench = useBench('twilio');

const publicCustomer = (nth: number, phoneNumbers: string): INodeParameters => ({
	...customer(nth, phoneNumbers),
	allowedAddresses: '44.229.228.186',
	originationUriRows: {
		row: ['pbx1', 'pbx2'].map((host) => ({
			uri: `sip:${host}.acme.com:5061;transport=tls`,
			name: host,
			priority: 10,
			weight: 10,
			enabled: true,
		})),
	},
});

async function rows(operation: string, parameters: INodeParameters): Promise<IDataObject[]> {
	const result = await bench.run({ resource: 'trunkConfiguration', operation }, parameters);
	expect(wordsOf(result)).toBe('\n');
	return rowsOf(result);
}

const apply = async (parameters: INodeParameters) => await rows('apply', parameters);
const check = async (parameters: INodeParameters) => await rows('check', parameters);

const findingsOf = ({ findings }: IDataObject) =>
	(findings as IDataObject[]).map(({ id, level }) => `${String(level)} ${String(id)}`);

const chosen = (id: unknown) =>
	({ trunkId: { __rl: true, mode: 'id', value: id } }) as INodeParameters;

describe('one trunk', () => {
	it('on which nothing is wrong is ok', async () => {
		const [{ id }] = await apply(publicCustomer(1, '+15555550101'));
		const [row, ...more] = await check(chosen(id));
		expect(more).toEqual([]);
		expect(Object.keys(row)).toEqual(['provider', 'id', 'name', 'overall', 'findings']);
		expect(row).toMatchObject({
			provider: 'twilio',
			id,
			name: 'Example Garage K1001',
			overall: 'ok',
		});
		expect(findingsOf(row)).toEqual(['info bothKindsOfList']);
		expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	it('with nothing on it fails, and the operation that mends it is named', async () => {
		bench.sandbox.seedTrunks('twilio', ['Alone']);
		const [trunk] = trunksOf(bench.sandbox);
		trunk.settings.domain_name = null;
		const [row] = await check(chosen(trunk.sid));
		expect(row).toMatchObject({ overall: 'fail', name: 'Alone' });
		expect(row.findings).toEqual([
			{
				id: 'nothingOnIt',
				level: 'fail',
				message: 'There is nothing on the trunk that would let it carry calls.',
				about: 'Alone',
				fix: 'Trunk Configuration > Apply',
			},
		]);
	});

	it('that is not there is an error', async () => {
		const result = await bench.run(
			{ resource: 'trunkConfiguration', operation: 'check' },
			chosen(`TK${'0'.repeat(32)}`),
		);
		expect(result.error?.message).toContain('404');
	});

	it.each<[what: string, breakIt: () => void, finding: string]>([
		[
			'an empty credential list',
			() => {
				const [list] = accountOf(bench.sandbox).credentialLists;
				for (const { sid } of list.credentials) list.credentials.remove(sid);
			},
			'fail emptyList',
		],
		[
			'no domain',
			() => {
				trunksOf(bench.sandbox)[0].settings.domain_name = null;
			},
			'fail noSipDomain',
		],
		[
			'disabled URIs',
			() => {
				for (const { settings } of trunksOf(bench.sandbox)[0].originationUrls) {
					settings.enabled = false;
				}
			},
			'fail originationUrisDisabled',
		],
		[
			'a list that was made and not associated',
			() => {
				const [trunk] = trunksOf(bench.sandbox);
				for (const { sid } of trunk.credentialLists) trunk.credentialLists.remove(sid);
			},
			'warning halfMade',
		],
		[
			'no list',
			() => {
				const [trunk] = trunksOf(bench.sandbox);
				for (const { sid } of trunk.credentialLists) trunk.credentialLists.remove(sid);
				for (const { sid } of trunk.ipAccessControlLists) trunk.ipAccessControlLists.remove(sid);
			},
			'fail noSignIn',
		],
		[
			'no number',
			() => {
				for (const number of accountOf(bench.sandbox).incomingPhoneNumbers) number.trunkSid = null;
			},
			'warning noNumber',
		],
		[
			'calls without TLS on a trunk that encrypts',
			() => {
				const [{ settings }] = trunksOf(bench.sandbox)[0].originationUrls;
				settings.sip_url = 'sip:pbx1.acme.com';
			},
			'fail encryptionWithoutTls',
		],
	])('with %s is told, alone and among all', async (_, breakIt, finding) => {
		const [{ id }] = await apply(publicCustomer(1, '+15555550101'));
		breakIt();
		for (const parameters of [chosen(id), { returnAll: true }]) {
			const [row] = await check(parameters);
			expect(findingsOf(row)).toContain(finding);
			expect(row.overall).toBe(finding.split(' ')[0] === 'warning' ? 'warning' : 'fail');
		}
	});
});

describe('all trunks', () => {
	const sound: TwilioPlan = {
		hasDomain: true,
		isSecure: true,
		uris: [{ uri: 'sip:a.acme.com:5061;transport=tls', isEnabled: true }],
		credentials: { own: { entries: ['pbx'], isOnTrunk: true }, isShared: false },
		addresses: { own: { entries: ['44.229.228.186'], isOnTrunk: true }, isShared: false },
		hasListOfNext: false,
		hasNumber: true,
	};

	it('100 of them take at most 4 requests each, and the lists of the account are read once', async () => {
		twilio.write(bench.sandbox, Array.from({ length: 100 }, () => sound) as never[]);
		bench.sandbox.requests.length = 0;
		const all = await check({ returnAll: true });
		expect(all).toHaveLength(100);
		expect(new Set(all.map(({ overall }) => overall))).toEqual(new Set(['ok']));
		const { requests } = bench.sandbox;
		const lists = ['Trunks', 'CredentialLists.json', 'IncomingPhoneNumbers.json'];
		for (const list of lists) {
			expect(requests.filter(({ path }) => path.endsWith(`/${list}`))).toHaveLength(1);
		}
		expect(requests.length - lists.length).toBeLessThanOrEqual(4 * 100);
		expect(requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	/** The lists of an account as people leave them: what happens to the first of many trunks, and what Check says of it. */
	const arrangements: Array<
		[what: string, first: Partial<TwilioPlan>, arrange: () => void, overall: string]
	> = [
		['nothing odd', {}, () => undefined, 'ok'],
		["another trunk's list on it too", {}, () => putOn(first(), listOfTrunk(1)), 'ok'],
		[
			"another trunk's list on it too, which is empty",
			{},
			() => putOn(first(), emptied(listOfTrunk(1))),
			'warning',
		],
		[
			"another trunk's list on it, and its own empty",
			{ credentials: { own: { entries: [], isOnTrunk: true }, isShared: false } },
			() => putOn(first(), listOfTrunk(1)),
			'warning',
		],
		[
			"another trunk's empty list on it in place of its own",
			{ credentials: { own: { entries: ['pbx'], isOnTrunk: false }, isShared: false } },
			() => putOn(first(), emptied(listOfTrunk(1))),
			'fail',
		],
		[
			"another trunk's list on it, and none of its own",
			{ credentials: { own: undefined, isShared: false } },
			() => putOn(first(), listOfTrunk(1)),
			'ok',
		],
		[
			'its own credential list off it, beside a shared one',
			{ credentials: { own: { entries: ['pbx'], isOnTrunk: false }, isShared: true } },
			() => undefined,
			'warning',
		],
		[
			'its own address list off it, beside a shared one',
			{ addresses: { own: { entries: ['18.98.16.120'], isOnTrunk: false }, isShared: true } },
			() => undefined,
			'warning',
		],
		[
			'shared lists alone',
			{
				credentials: { own: undefined, isShared: true },
				addresses: { own: undefined, isShared: true },
			},
			() => undefined,
			'ok',
		],
		[
			'a shared list that is empty',
			{ credentials: { own: { entries: ['pbx'], isOnTrunk: true }, isShared: true } },
			() => emptied(account().credentialLists.get(SHARED)),
			'warning',
		],
		[
			'twelve shared lists, one of which is empty and alone on it',
			{ credentials: { own: undefined, isShared: false } },
			() => {
				const model = listOfTrunk(1);
				for (let nth = 0; nth < 12; nth++) {
					const sid = `CL${String(900 + nth).padStart(32, '0')}`;
					account().credentialLists.add({ ...model, sid, friendlyName: `Office ${nth}` });
				}
				const sid = `CL${'9'.repeat(32)}`;
				const credentials = new CursorCollection<Credential>();
				account().credentialLists.add({ ...model, sid, friendlyName: 'Nobody', credentials });
				putOn(first(), { sid });
			},
			'fail',
		],
		[
			'the list of a trunk that has gone',
			{ credentials: { own: undefined, isShared: false } },
			() => {
				const sid = `CL${'8'.repeat(32)}`;
				const friendlyName = `Gone TK${'8'.repeat(32)}`;
				const credentials = new CursorCollection<Credential>();
				account().credentialLists.add({ ...listOfTrunk(1), sid, friendlyName, credentials });
				putOn(first(), { sid });
			},
			'fail',
		],
	];

	const SHARED = `CL${'0'.repeat(32)}`;
	const account = () => accountOf(bench.sandbox);
	const first = () => trunksOf(bench.sandbox)[0];
	const listOfTrunk = (nth: number): CredentialList => {
		const { sid } = trunksOf(bench.sandbox)[nth];
		const own = [...account().credentialLists].find((list) => list.friendlyName.endsWith(sid));
		return own as CredentialList;
	};
	const emptied = (list: CredentialList | undefined): CredentialList => {
		for (const { sid } of list!.credentials) list!.credentials.remove(sid);
		return list!;
	};
	const putOn = (trunk: Trunk, { sid }: { sid: string }) => {
		const date = new Date('2024-01-02T03:04:05Z');
		trunk.credentialLists.add({ sid, created: date, updated: date });
	};

	/** Each is read once: the account's trunks, numbers and lists, and what is in a list. */
	function expectFewRequests(count: number) {
		const paths = bench.sandbox.requests.map(({ path }) => path);
		const once = paths.filter((path) => !/\/Trunks\/TK/.test(path));
		expect(new Set(once).size).toBe(once.length);
		const ofAccount = once.filter((path) => !/Lists\/(CL|AL)/.test(path));
		expect(ofAccount.length).toBeLessThanOrEqual(4);
		expect(once.length - ofAccount.length).toBeLessThanOrEqual(
			account().credentialLists.size + account().ipAccessControlLists.size,
		);
		const perTrunk: Record<string, number> = {};
		for (const path of paths) {
			const id = /\/Trunks\/(TK\w+)\//.exec(path)?.[1];
			if (id !== undefined) perTrunk[id] = (perTrunk[id] ?? 0) + 1;
		}
		expect(Object.keys(perTrunk)).toHaveLength(count);
		expect(Math.max(...Object.values(perTrunk))).toBeLessThanOrEqual(3);
	}

	it.each(arrangements)(
		'take three requests each and one for each list, and are told the same as one alone, where the first has %s',
		async (_, plan, arrange, overall) => {
			const plans = Array.from({ length: 20 }, () => sound);
			plans[0] = { ...sound, ...plan };
			twilio.write(bench.sandbox, plans as never[]);
			arrange();
			bench.sandbox.requests.length = 0;
			const [row, other, ...more] = await check({ returnAll: true });
			expectFewRequests(plans.length);
			expect(row.overall).toBe(overall);
			expect([row]).toEqual(await check(chosen(row.id)));
			expect([other]).toEqual(await check(chosen(other.id)));
			expect(new Set(more.map((one) => one.overall))).toEqual(new Set(['ok']));
		},
	);

	it('100 of them that share empty lists beside their own take no more', async () => {
		const shares = <T extends object>(lists: T) => ({ ...lists, isShared: true });
		const odd = {
			...sound,
			credentials: shares(sound.credentials),
			addresses: shares(sound.addresses),
		};
		twilio.write(bench.sandbox, Array.from({ length: 100 }, () => odd) as never[]);
		emptied(account().credentialLists.get(SHARED));
		const addresses = account().ipAccessControlLists.get(`AL${'0'.repeat(32)}`)!.addresses;
		for (const { sid } of addresses) addresses.remove(sid);
		bench.sandbox.requests.length = 0;
		const all = await check({ returnAll: true });
		expectFewRequests(100);
		expect(new Set(all.map(({ overall }) => overall))).toEqual(new Set(['warning']));
		expect(findingsOf(all[0]).filter((one) => one === 'warning emptyList')).toHaveLength(2);
	});

	it('are ok where calls go through by the list of another trunk; a list without effect is told of one alone', async () => {
		const credentials = { own: { entries: ['pbx'], isOnTrunk: false }, isShared: false };
		twilio.write(bench.sandbox, [{ ...sound, credentials }, sound] as never[]);
		putOn(first(), listOfTrunk(1));
		const [row] = await check({ returnAll: true });
		expect(row.overall).toBe('ok');
		const [alone] = await check(chosen(row.id));
		expect(findingsOf(alone)).toContain('warning halfMade');
	});

	it('as many as the limit says, and those that the filters leave', async () => {
		bench.sandbox.seedTrunks('twilio', ['Berlin 1', 'Berlin 2', 'Oslo']);
		expect((await check({ returnAll: false, limit: 2 })).map(({ name }) => name)).toEqual([
			'Berlin 1',
			'Berlin 2',
		]);
		const filters = { nameContains: 'berlin' };
		expect(await check({ returnAll: true, filters })).toHaveLength(2);
		const before = bench.sandbox.requests.length;
		expect(await check({ returnAll: true, filters: { nameContains: 'nobody' } })).toEqual([]);
		expect(bench.sandbox.requests.length - before).toBeLessThanOrEqual(1);
	});

	it('also where one of them is removed meanwhile', async () => {
		bench.sandbox.seedTrunks('twilio', ['One', 'Two']);
		bench.sandbox.setFaults([
			{ kind: 'status', status: 404, path: 'OriginationUrls', times: 1 } as never,
		]);
		const all = await check({ returnAll: true });
		expect(all).toHaveLength(1);
	});
});
