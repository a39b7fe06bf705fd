import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, rowsOf, useBench, wordsOf } from '../operations/support';
import { vobiz } from '../properties/states/vobiz';

/** Trunk Configuration > Check at Vobiz, in n8n's own engine against the sandbox. */

const bench = useBench('vobiz');

const customer: IDataObject = {
	name: 'Garage',
	direction: 'inbound',
	maxConcurrentCalls: 10,
	originationUris: [
		{ uri: 'sip:pbx1.acme.com:5060', name: 'PBX 1', priority: 1 },
		{ uri: 'sip:pbx2.acme.com:5060', name: 'PBX 2', priority: 2 },
	],
	phoneNumbers: ['+910055500121'],
};

const outgoing: IDataObject = {
	name: 'Garage',
	direction: 'outbound',
	maxConcurrentCalls: 10,
	sipCredentials: [{ username: 'garage' }],
	allowedAddresses: [{ address: '44.229.228.186/32', name: 'PBX' }],
};

async function rows(operation: string, parameters: INodeParameters): Promise<IDataObject[]> {
	const result = await bench.run({ resource: 'trunkConfiguration', operation }, parameters);
	expect(wordsOf(result)).toBe('\n');
	return rowsOf(result);
}

const apply = async (configuration: IDataObject) =>
	await rows('apply', {
		defineConfiguration: 'json',
		configuration: JSON.stringify(configuration),
	});

const check = async (parameters: INodeParameters) => await rows('check', parameters);

const findingsOf = ({ findings }: IDataObject) =>
	(findings as IDataObject[]).map(({ id, level }) => `${String(level)} ${String(id)}`);

const state = () => bench.sandbox.state('vobiz');
const trunk = () => state().trunks.all()[0];

describe('one trunk', () => {
	it.each([
		['incoming', customer],
		['outgoing', outgoing],
	])('for %s calls on which nothing is wrong is ok, and nothing is changed', async (_, wanted) => {
		const [{ id }] = await apply(wanted);
		bench.sandbox.requests.length = 0;
		const [row, ...more] = await check({ trunkId: byId(String(id)) });
		expect(more).toEqual([]);
		expect(row).toMatchObject({ provider: 'vobiz', id, name: 'Garage', overall: 'ok' });
		expect(findingsOf(row)).toEqual(['info oneDirection']);
		expect(bench.sandbox.requests.length).toBeLessThanOrEqual(6);
		expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	it.each<[what: string, wanted: IDataObject, breakIt: () => void, finding: string]>([
		[
			'a state that is not active',
			customer,
			() => {
				trunk().trunk_status = 'inactive';
			},
			'fail inactive',
		],
		[
			'origination URIs that are switched off',
			customer,
			() => {
				for (const uri of state().originationUris.all()) uri.enabled = false;
			},
			'fail originationUrisDisabled',
		],
		[
			'no origination URI',
			customer,
			() => {
				delete trunk().primary_uri_uuid;
				delete trunk().fallback_uri_uuid;
			},
			'fail numberWithoutTarget',
		],
		[
			'a private address as inbound destination',
			customer,
			() => {
				trunk().inbound_destination = 'sip:10.0.0.1';
			},
			'fail unreachableTarget',
		],
		[
			'TLS and a URI without a port, which Vobiz takes for 5060',
			customer,
			() => {
				Object.assign(trunk(), { transport: 'tls', secure: true });
				state().originationUris.all()[0].uri = 'sip:pbx1.acme.com';
			},
			'fail tlsPort',
		],
		[
			'encryption and the transport UDP',
			customer,
			() => {
				trunk().secure = true;
			},
			'fail encryptionWithoutTls',
		],
		[
			'a number that is blocked',
			customer,
			() => {
				Object.assign(state().numbers.get('+910055500121') ?? {}, { is_blocked: true });
			},
			'fail numberNotInService',
		],
		[
			'a direction that contradicts its number',
			customer,
			() => {
				trunk().trunk_direction = 'outbound';
			},
			'fail directionContradicts',
		],
		[
			'a credential without effect',
			outgoing,
			() => {
				trunk().trunk_direction = 'inbound';
			},
			'warning directionContradicts',
		],
		[
			'a SIP credential and an address that are switched off',
			outgoing,
			() => {
				state().credentials.all()[0].enabled = false;
				state().ipAcl.all()[0].enabled = false;
			},
			'fail noSignIn',
		],
		[
			'no call per second',
			outgoing,
			() => {
				trunk().cps_limit = 0;
			},
			'warning zeroLimit',
		],
		[
			'an address that was made for it and is not in use',
			outgoing,
			() => {
				delete trunk().ipacl_uuid;
			},
			'warning halfMade',
		],
	])('with %s is told, alone and among all', async (_, wanted, breakIt, finding) => {
		const [{ id }] = await apply(wanted);
		breakIt();
		for (const parameters of [{ trunkId: byId(String(id)) }, { returnAll: true }]) {
			const [row] = await check(parameters);
			expect(findingsOf(row)).toContain(finding);
			expect(row.overall).not.toBe('ok');
		}
	});

	it('names what a deletion would take from another trunk', async () => {
		await apply(outgoing);
		bench.sandbox.seedTrunks('vobiz', ['Branch']);
		const [first, second] = state().trunks.all();
		Object.assign(second, { trunk_direction: 'outbound', credential_uuid: first.credential_uuid });
		const all = await check({ returnAll: true });
		const [shared] = all.map(({ findings }) =>
			(findings as IDataObject[]).find(({ id }) => id === 'harmfulRemoval'),
		);
		expect(shared).toMatchObject({
			level: 'info',
			message: 'SIP credential garage would go with it, which trunk "Branch" uses as well.',
		});
	});
});

it('reads the lists of the account once for 100 trunks', async () => {
	const sound = {
		isActive: true,
		direction: 'both',
		transport: 'tls',
		isSecure: true,
		callsPerSecond: 2,
		primary: { uri: 'sip:a.acme.com:5061', isEnabled: true },
		credential: true,
		sharesCredential: false,
		number: 'active',
	};
	vobiz.write(bench.sandbox, Array.from({ length: 100 }, () => sound) as never[]);
	bench.sandbox.requests.length = 0;
	const all = await check({ returnAll: true });
	expect(all).toHaveLength(100);
	expect(new Set(all.map(({ overall }) => overall))).toEqual(new Set(['ok']));
	const read = bench.sandbox.requests.map(({ path, query }) => JSON.stringify([path, query]));
	expect(new Set(read).size).toBe(read.length);
	expect(new Set(bench.sandbox.requests.map(({ path }) => path)).size).toBe(5);
	expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
});
