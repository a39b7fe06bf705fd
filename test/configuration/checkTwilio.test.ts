import type { IDataObject, INodeParameters } from 'n8n-workflow';
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

	it.each([true, false])('the same where trunks share lists, filled: %s', async (isFilled) => {
		const off = { own: { entries: ['pbx'], isOnTrunk: false }, isShared: true } as const;
		const offAddresses = { ...off, own: { entries: ['18.98.16.120'], isOnTrunk: false } } as const;
		const plans: unknown[] = Array.from({ length: isFilled ? 100 : 99 }, () => sound);
		plans[0] = { ...sound, credentials: { own: undefined, isShared: true } };
		// Their own list is off the trunk, so that what is in it has no effect.
		plans[1] = { ...sound, credentials: off };
		plans[2] = { ...sound, addresses: offAddresses };
		twilio.write(bench.sandbox, plans as never[]);
		bench.sandbox.requests.length = 0;
		const all = await check({ returnAll: true });
		expect(all.slice(0, 3).map(({ overall }) => overall)).toEqual(
			isFilled ? ['ok', 'warning', 'ok'] : ['fail', 'fail', 'fail'],
		);
		expect(new Set(all.slice(3).map(({ overall }) => overall))).toEqual(new Set(['ok']));
		// Trunks, numbers, both kinds of list, and what is in the shared ones.
		const ofAccount = 6;
		const perTrunk = (bench.sandbox.requests.length - ofAccount) / all.length;
		expect(perTrunk).toBeLessThanOrEqual(isFilled ? 4 : 5);
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
