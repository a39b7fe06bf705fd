import type { ICredentialType, IDataObject } from 'n8n-workflow';
import { facts } from '../../facts/index';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { sandboxCredentials } from '../../sandbox/index';
import { loadPackage, testCredential } from '../support/engine';
import { descriptionOf, useBenches, type Bench } from './support';

/** The credentials: their tests, what they forgive, and what they never do. */

const benches = useBenches();
const named = benches.map((bench) => ({ name: bench.provider.name, bench }));
const list = { resource: 'trunk', operation: 'getAll' };

const dataOf = ({ provider, sandbox }: Bench): IDataObject => {
	const data = sandboxCredentials(sandbox.addresses) as Record<string, IDataObject>;
	return { ...data[provider.credentialType] };
};

/** The fields that are typed or pasted. */
const pasted = (data: IDataObject) =>
	Object.keys(data).filter((field) => !['authType', 'region'].includes(field));

const tested = async ({ provider }: Bench, data: IDataObject) =>
	await testCredential(provider.credentialType, data);

const runWith = async (bench: Bench, data: IDataObject) =>
	await bench.run(list, {}, { credentials: { [bench.provider.credentialType]: data } });

describe.each(named)('$name', ({ bench }) => {
	const { provider } = bench;

	it('is tested by one harmless request that proves the key', async () => {
		expect(await tested(bench, dataOf(bench))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(bench.sent()).toEqual([[facts[provider.value].credential.test]]);
	});

	it('says which addresses it takes', async () => {
		const { types } = await loadPackage();
		const { properties } = types.credentials.find(
			({ name }) => name === provider.credentialType,
		) as ICredentialType;
		expect(properties.find(({ name }) => name === 'baseUrl')?.description).toContain(
			'It must start with https://, or http:// on the machine of n8n itself (127.0.0.1).',
		);
	});

	it('says in the test that the key was refused', async () => {
		for (const secret of provider.api.secrets) {
			const data = dataOf(bench);
			if (!data[secret]) continue;
			const result = await tested(bench, { ...data, [secret]: 'wrong' });
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/^The (API )?key was refused\b.{10,}/);
			expect(result.message).toMatch(facts[provider.value].credential.whereabouts);
		}
	});

	it('says in a run that the key was refused', async () => {
		const secret = provider.api.secrets.find((field) => dataOf(bench)[field]) ?? '';
		const run = await runWith(bench, { ...dataOf(bench), [secret]: 'wrong-but-pasted' });
		expect(run.error?.message).toMatch(new RegExp(`^${provider.name} refused the key \\(HTTP 401`));
		expect(descriptionOf(run)).not.toBe('');
		expect(run.stored).not.toContain('wrong-but-pasted');
	});

	it('forgives spaces around what was pasted, and slashes after the address', async () => {
		const clean = dataOf(bench);
		const data = Object.fromEntries(
			pasted(clean).map((field) => [
				field,
				clean[field] === '' ? '' : `\t ${String(clean[field])} \n`,
			]),
		);
		const sloppy = { ...clean, ...data, baseUrl: `  ${String(clean.baseUrl)}//  ` };
		expect(await tested(bench, sloppy)).toMatchObject({ status: 'OK' });
		expect(bench.sent()).toEqual([[facts[provider.value].credential.test]]);
		const run = await runWith(bench, sloppy);
		expect(run.status).toBe('success');
		expect(bench.sent()).toHaveLength(1);
	});

	/** Reaches the sandbox like 127.0.0.1, but is not the loopback address. */
	const otherHost = (data: IDataObject) => String(data.baseUrl).replace('127.0.0.1', '0.0.0.0');

	it('sends no key over http to another host', async () => {
		const data = dataOf(bench);
		const result = await tested(bench, { ...data, baseUrl: otherHost(data) });
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('https') as string,
		});
		const run = await runWith(bench, { ...data, baseUrl: otherHost(data) });
		expect(run.error?.message).toMatch(
			/^'API Base URL' in the credential must start with https:\/\/, .* not for 0\.0\.0\.0\.$/,
		);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([
		'ftp://127.0.0.1',
		'127.0.0.1:8080',
		'https://user:pass@example.com',
		'https://example.com/api?version=1',
		'https://exa mple.com',
		'javascript:alert(1)',
	])('refuses %s as an address', async (baseUrl) => {
		const run = await runWith(bench, { ...dataOf(bench), baseUrl });
		expect(run.error?.message).toMatch(
			/^'API Base URL' in the credential must be a plain web address/,
		);
		expect(descriptionOf(run)).toContain('https://api.example.com');
		expect(await tested(bench, { ...dataOf(bench), baseUrl })).toMatchObject({ status: 'Error' });
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('names the cause when nobody answers', async () => {
		const data = { ...dataOf(bench), baseUrl: 'http://127.0.0.1:9' };
		expect(await tested(bench, data)).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});
});

describe('Twilio', () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
	const withToken = () => ({
		...dataOf(bench),
		authType: 'authToken',
		authToken: twilioAccount.authToken,
		apiKeySid: '',
		apiKeySecret: '',
	});

	it('signs in with Account SID and Auth Token as well', async () => {
		expect(await tested(bench, withToken())).toMatchObject({ status: 'OK' });
		const run = await runWith(bench, withToken());
		expect(run.status).toBe('success');
		const pair = `${twilioAccount.accountSid}:${twilioAccount.authToken}`;
		expect(bench.sandbox.requests.at(-1)?.headers.authorization).toBe(
			`Basic ${Buffer.from(pair).toString('base64')}`,
		);
		expect(run.stored).not.toContain(twilioAccount.authToken);
	});

	it('refuses an Account SID that is none', async () => {
		const run = await runWith(bench, { ...dataOf(bench), accountSid: 'SK123' });
		expect(run.error?.message).toBe(
			"'Account SID' in the credential must be AC and 32 hexadecimal digits.",
		);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it('says at TryVox that the account may be the wrong one', async () => {
	const bench = benches.find(({ provider }) => provider.value === 'tryVox') as Bench;
	const data = { ...dataOf(bench), accountId: 'acc_other' };
	const result = await tested(bench, data);
	expect(result.message).toContain('Account ID');
	const run = await runWith(bench, data);
	expect(run.error?.message).toMatch(/^TryVox answered HTTP 403, code FORBIDDEN: /);
	expect(descriptionOf(run)).toContain('Account ID');
});
