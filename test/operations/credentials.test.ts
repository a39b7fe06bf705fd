import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject } from 'n8n-workflow';
import { facts } from '../../facts/index';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { sandboxCredentials, type Fault } from '../../sandbox/index';
import { subAccountSid } from '../../sandbox/providers/twilio/state';
import { CredentialStore } from '../support/credentialStore';
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
	const { test, testBody } = facts[provider.value].credential;
	const theTest = testBody === undefined ? [test] : [test, testBody];

	it('is tested by one harmless request that proves the key', async () => {
		expect(await tested(bench, dataOf(bench))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(bench.sent()).toEqual([theTest]);
	});

	it('is read once for all requests of a run', async () => {
		const read = jest.spyOn(CredentialStore.prototype, 'getDecrypted');
		const run = await bench.run(list, {}, { input: [{}, {}, {}] });
		expect(run.status).toBe('success');
		expect(bench.sent().length).toBeGreaterThanOrEqual(3);
		expect(read).toHaveBeenCalledTimes(1);
		read.mockRestore();
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

	/** The sentence with which a run and the test of the credential refuse it, before any request. */
	const refusedByBoth = async (data: IDataObject) => {
		const run = await runWith(bench, data);
		expect(run.status).toBe('error');
		expect(await tested(bench, data)).toEqual({ status: 'Error', message: run.error?.message });
		expect(bench.sandbox.requests).toEqual([]);
		return String(run.error?.message);
	};

	/** What travels with a request as it was typed. */
	const typed = async () => {
		const { types } = await loadPackage();
		const { properties } = types.credentials.find(
			({ name }) => name === provider.credentialType,
		) as ICredentialType;
		const { secrets, identifiers = [] } = provider.api;
		// n8n adds the second to every credential; no request carries it.
		const notSent = ['baseUrl', 'allowedDomains'];
		const fields = properties.filter(
			({ type, name }) => type === 'string' && !notSent.includes(name),
		);
		expect(fields.map(({ name }) => name).sort()).toEqual([...secrets, ...identifiers].sort());
		return fields.filter(({ name }) => dataOf(bench)[name] !== '');
	};

	it.each([
		'\u200b',
		'\u2060',
		'\u00ad',
		'\ufeff',
		'\ufe0f',
		'\u202c',
		'\u00a0',
		'\u0007',
		' ',
		'ä',
		'–',
	])('refuses %j in what was pasted, in the test as in a run', async (character) => {
		const fields = await typed();
		expect(fields).not.toEqual([]);
		for (const { name, displayName } of fields) {
			const clean = String(dataOf(bench)[name]);
			const data = { ...dataOf(bench), [name]: clean.slice(0, 3) + character + clean.slice(3) };
			const message = await refusedByBoth(data);
			expect(message).toMatch(
				new RegExp(
					`^'${displayName}' in the credential contains .*, as character 4 of ${clean.length + 1}\\.`,
				),
			);
			if (provider.api.secrets.includes(name)) expect(message).not.toContain(clean.slice(0, 3));
		}
	});

	it.each<[what: string, fault: Fault, says: RegExp]>([
		['a web page', { kind: 'htmlBody' }, /^At the API Base URL answers something else/],
		['nothing', { kind: 'emptyBody' }, /^At the API Base URL answers something else/],
		[
			'a part of an answer',
			{ kind: 'truncatedJson' },
			/^At the API Base URL answers something else/,
		],
		[
			'a failure with status 200',
			{ kind: 'successFalse' },
			/^[\w ]+ answered that .* not carried out/,
		],
		[
			'a redirect',
			{ kind: 'redirect', to: 'http://localhost:9/' },
			/^The API Base URL leads to another address/,
		],
	])('is not content in its test with %s, as no run would be', async (_, fault, says) => {
		bench.faults({ ...fault, times: null });
		const result = await tested(bench, dataOf(bench));
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(says) as string });
		const run = await bench.run(list, { options: { maxRetries: 0 } });
		expect(run.status).toBe('error');
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
		expect(bench.sent()).toEqual([theTest]);
		const run = await runWith(bench, sloppy);
		expect(run.status).toBe('success');
		// One for each kind of trunk that has a list of its own.
		expect(bench.sent().length).toBeGreaterThan(0);
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

	it.each(['SK123', twilioAccount.apiKeySid, '', 'AC0a0a'])(
		'refuses an Account SID that is none, in the test as in a run: %j',
		async (accountSid) => {
			for (const data of [
				{ ...dataOf(bench), accountSid },
				{ ...withToken(), accountSid },
			]) {
				const run = await runWith(bench, data);
				expect(run.error?.message).toBe(
					"'Account SID' in the credential must be AC and 32 hexadecimal digits.",
				);
				expect(await tested(bench, data)).toEqual({ status: 'Error', message: run.error?.message });
				expect(bench.sandbox.requests).toEqual([]);
			}
		},
	);

	it.each([`AC${'f'.repeat(32)}`, subAccountSid])(
		'says in the test that the key is of another account than %s, whether there are trunks or not',
		async (accountSid) => {
			for (const data of [
				{ ...dataOf(bench), accountSid },
				{ ...withToken(), accountSid },
			]) {
				for (const trunks of [0, 1]) {
					if (trunks === 1) await bench.api.post('/v1/Trunks', {});
					const result = await tested(bench, data);
					expect(result.status).toBe('Error');
					expect(result.message).toMatch(/^The key was refused for this account\..*Account SID/);
				}
			}
		},
	);

	it('tests the Auth Token, which is of its account alone, on the trunking host', async () => {
		expect(await tested(bench, withToken())).toMatchObject({ status: 'OK' });
		expect(bench.sandbox.requests.map(({ url }) => url)).toEqual(['/v1/Trunks?PageSize=1']);
	});

	it.each(['us1', 'ie1', 'au1'])('is tested at the hosts of its region: %s', async (region) => {
		const { authenticate, test } = (await loadPackage()).getCredential('twilioSipTrunkApi').type;
		if (typeof authenticate !== 'function') throw new Error('It signs in by a function');
		const { addresses } = bench.provider.api;
		for (const host of ['default', 'account']) {
			const baseURL = addresses({})[host];
			expect(test?.request.baseURL).toContain(`'${baseURL}'`);
			const data = { ...dataOf(bench), baseUrl: '', region } as ICredentialDataDecryptedObject;
			const signed = await authenticate(data, { baseURL, url: '/x' });
			expect(signed.url).toBe(`${addresses({ region })[host]}/x`);
		}
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
