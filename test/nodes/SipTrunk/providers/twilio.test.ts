import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { twilio } from '../../../../nodes/SipTrunk/providers/twilio';
import { fakeClient } from '../../../support/fakeClient';
import { operationOf, resourceOf, run } from '../../../support/operations';

const hex = (digit: string) => digit.repeat(32);
const account = { accountId: `AC${hex('1')}` };
const ACCOUNT = `/2010-04-01/Accounts/${account.accountId}`;
const TRUNK = `TK${hex('2')}`;
const URI = `OU${hex('3')}`;
const CREDENTIAL_LIST = `CL${hex('4')}`;
const CREDENTIAL = `CR${hex('5')}`;
const ACCESS_LIST = `AL${hex('6')}`;
const ADDRESS = `IP${hex('7')}`;

interface Update {
	resource: string;
	parameters: IDataObject;
	host?: string;
	path: string;
	/** What is known of the row without an answer. */
	known: IDataObject;
}

const updates: Update[] = [
	{
		resource: 'trunk',
		parameters: { trunkId: TRUNK, updateFields: { name: 'New' } },
		path: `/v1/Trunks/${TRUNK}`,
		known: { sid: TRUNK },
	},
	{
		resource: 'originationUri',
		parameters: { trunkId: TRUNK, originationUriId: URI, updateFields: { name: 'New' } },
		path: `/v1/Trunks/${TRUNK}/OriginationUrls/${URI}`,
		known: { sid: URI },
	},
	{
		resource: 'credentialList',
		parameters: { credentialListId: CREDENTIAL_LIST, name: 'New' },
		host: 'account',
		path: `${ACCOUNT}/SIP/CredentialLists/${CREDENTIAL_LIST}.json`,
		known: { sid: CREDENTIAL_LIST },
	},
	{
		resource: 'sipCredential',
		parameters: {
			credentialListId: CREDENTIAL_LIST,
			credentialId: CREDENTIAL,
			generatePassword: false,
			password: 'own-Words-0123',
		},
		host: 'account',
		path: `${ACCOUNT}/SIP/CredentialLists/${CREDENTIAL_LIST}/Credentials/${CREDENTIAL}.json`,
		known: { sid: CREDENTIAL },
	},
	{
		resource: 'ipAccessControlList',
		parameters: { ipAccessControlListId: ACCESS_LIST, name: 'New' },
		host: 'account',
		path: `${ACCOUNT}/SIP/IpAccessControlLists/${ACCESS_LIST}.json`,
		known: { sid: ACCESS_LIST },
	},
	{
		resource: 'ipAccessControlEntry',
		parameters: {
			ipAccessControlListId: ACCESS_LIST,
			ipAccessControlEntryId: ADDRESS,
			updateFields: { name: 'New' },
		},
		host: 'account',
		path: `${ACCOUNT}/SIP/IpAccessControlLists/${ACCESS_LIST}/IpAddresses/${ADDRESS}.json`,
		known: { sid: ADDRESS },
	},
	{
		resource: 'recording',
		parameters: { trunkId: TRUNK, updateFields: { recordingTrim: 'trim-silence' } },
		path: `/v1/Trunks/${TRUNK}/Recording`,
		known: { trunkId: TRUNK },
	},
];

it('knows every update', () => {
	const known = twilio.resources.filter(({ operations }) =>
		operations.some(({ value }) => value === 'update'),
	);
	expect(updates.map(({ resource }) => resource).sort()).toEqual(
		known.map(({ value }) => value).sort(),
	);
});

describe.each(updates)(
	'Twilio $resource: update',
	({ resource, parameters, host, path, known }) => {
		const update = operationOf(twilio, resource, 'update');
		const row = { ...known, friendly_name: 'New' };
		const change = { method: 'POST', path, repeatable: true, body: expect.anything() as unknown };
		const look = { method: 'GET', path };
		const refused = new RequestFailure('No permission.', { cause: 'refused', status: 403 });
		const gone = new RequestFailure('Not found.', { cause: 'refused', status: 404, gone: true });

		it('reads the row where the answer is empty', async () => {
			const client = fakeClient([{}, row], account);
			expect(await run(update, client, parameters)).toEqual([row]);
			expect(client.requests).toEqual(
				[change, look].map((one) => ({ ...one, ...(host && { host }) })),
			);
		});

		it('is done all the same if the row cannot be read', async () => {
			expect(await run(update, fakeClient([{}, refused], account), parameters)).toEqual([known]);
		});

		it('is not done if there is nothing to be read', async () => {
			await expect(run(update, fakeClient([{}, gone], account), parameters)).rejects.toBe(gone);
		});
	},
);

describe('Twilio SIP credential: update', () => {
	const update = operationOf(twilio, 'sipCredential', 'update');

	it('tells the password that it has made, whatever becomes of the rest', async () => {
		const refused = new RequestFailure('No permission.', { cause: 'refused', status: 403 });
		const client = fakeClient([{}, refused], account);
		const [row] = await run(update, client, {
			credentialListId: CREDENTIAL_LIST,
			credentialId: CREDENTIAL,
			generatePassword: true,
		});
		expect(row).toEqual({ sid: CREDENTIAL, password: client.secrets[0] });
		expect(client.requests[0].body).toEqual({ Password: client.secrets[0] });
	});
});

describe('Twilio rows', () => {
	const simplified = (resource: string, row: IDataObject) =>
		resourceOf(twilio, resource).simplify({ sid: 'x', ...row });

	it.each<[row: IDataObject, cidr: string | null]>([
		[{ ip_address: '198.51.100.7', cidr_prefix_length: 32 }, '198.51.100.7/32'],
		[{ ip_address: '198.51.100.0', cidr_prefix_length: 0 }, '198.51.100.0/0'],
		[{ ip_address: '198.51.100.7' }, null],
		[{ ip_address: '198.51.100.7', cidr_prefix_length: null }, null],
		[{ cidr_prefix_length: 32 }, null],
		[{}, null],
	])('of an address: %j is %s', (row, cidr) => {
		expect(simplified('ipAccessControlEntry', row)).toMatchObject({ cidr });
	});

	it('show in the picker what there is of an address', () => {
		const { picker } = resourceOf(twilio, 'ipAccessControlEntry');
		const entry = (row: IDataObject) => picker?.entry({ sid: ADDRESS, ...row }).description;
		expect(entry({ ip_address: '198.51.100.7', cidr_prefix_length: 32 })).toBe('198.51.100.7/32');
		expect(entry({ ip_address: '198.51.100.7' })).toBe('198.51.100.7');
		expect(entry({})).toBe('');
	});

	it.each<[row: IDataObject, authentication: string[] | null]>([
		[{ auth_type: 'IP_ACL,CREDENTIAL_LIST', auth_type_set: [] }, ['ip', 'credentials']],
		[{ auth_type: '', auth_type_set: ['CREDENTIAL_LIST'] }, ['credentials']],
		[{ auth_type: '', auth_type_set: [] }, []],
		[{ auth_type: '' }, []],
		[{ auth_type: null, auth_type_set: [] }, []],
		[{ auth_type: null, auth_type_set: null }, null],
		[{}, null],
	])('of a trunk: %j is %j', (row, authentication) => {
		expect(simplified('trunk', row)).toMatchObject({ authentication });
	});
});

it('advises on subdomains for what was asked: the code is the same for all', () => {
	const advice = twilio.api.advice['21247'];
	expect(advice).toMatch(/delete or rename/i);
	expect(advice).toMatch(/create or rename/i);
	expect(advice).toContain('parent domain');
});
