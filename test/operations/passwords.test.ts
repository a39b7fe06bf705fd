import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { vobizAccount } from '../../sandbox/providers/vobiz/account';
import {
	asStored,
	choiceOf,
	fieldsOf,
	formerPassword,
	operationsOf,
	rowsOf,
	useBenches,
} from './support';

/** SIP passwords: one that the node makes is told once, one that the user enters never. */

const benches = useBenches();
const byName = Object.fromEntries(benches.map((bench) => [bench.provider.value, bench]));
const { tryVox, twilio, vobiz, vyom, miniVoice } = byName;

const lists = `/2010-04-01/Accounts/${twilioAccount.accountSid}/SIP/CredentialLists`;

const twilioList = async () => {
	const { sid } = await twilio.api.post(`${lists}.json`, { FriendlyName: 'Berlin' });
	return String(sid);
};

const tryVoxTrunk = async () => {
	const { id } = await tryVox.api.post(`/account/${tryVoxAccount.accountId}/trunks`, {
		name: 'Berlin',
		auth_type: 'credential',
	});
	return String(id);
};

interface Setting {
	name: string;
	bench: typeof tryVox;
	resource: string;
	operation: string;
	/** Parameters without those about the password. */
	arrange(): Promise<INodeParameters>;
	/** Where the two fields stand. */
	inside?: 'updateFields' | 'additionalFields';
	/** The body's field for the password. */
	sentAs: string;
	/** What the provider demands of a password. */
	rule: RegExp;
	/** Passwords that the provider would refuse. */
	weak: Array<{ password: string; says: string }>;
}

const strong = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\dA-Za-z]{24}$/;
const weakAtTwilio = [
	{ password: 'Short-Pass1', says: 'must have at least 12 characters; it has 11.' },
	{
		password: 'no-digit-no-upper',
		says: 'must contain a digit, an upper-case and a lower-case letter.',
	},
];
const weakAtVobiz = [{ password: 'Short-7', says: 'must have at least 8 characters; it has 7.' }];
const vobizRule =
	/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[~!@#$%^&*()_+])[\dA-Za-z~!@#$%^&*()_+]{8,20}$/;

const settings: Setting[] = [
	{
		name: 'Twilio create',
		bench: twilio,
		resource: 'sipCredential',
		operation: 'create',
		arrange: async () => ({ credentialListId: await twilioList(), username: 'pbx' }),
		sentAs: 'Password',
		rule: strong,
		weak: weakAtTwilio,
	},
	{
		name: 'Twilio update',
		bench: twilio,
		resource: 'sipCredential',
		operation: 'update',
		arrange: async () => {
			const list = await twilioList();
			const { sid } = await twilio.api.post(`${lists}/${list}/Credentials.json`, {
				Username: 'pbx',
				Password: formerPassword,
			});
			return { credentialListId: list, credentialId: String(sid) };
		},
		sentAs: 'Password',
		rule: strong,
		weak: weakAtTwilio,
	},
	{
		name: 'TryVox create',
		bench: tryVox,
		resource: 'sipCredential',
		operation: 'create',
		arrange: async () => ({ trunkId: await tryVoxTrunk(), username: 'pbx' }),
		sentAs: 'password',
		rule: strong,
		weak: [],
	},
	{
		name: 'Vobiz create',
		bench: vobiz,
		resource: 'sipCredential',
		operation: 'create',
		arrange: async () => ({ username: 'pbx' }),
		sentAs: 'password',
		rule: vobizRule,
		weak: weakAtVobiz,
	},
	{
		name: 'Vobiz update',
		bench: vobiz,
		resource: 'sipCredential',
		operation: 'update',
		arrange: async () => {
			const { id } = await vobiz.api.post(`/Account/${vobizAccount.authId}/credentials`, {
				username: 'pbx',
				password: formerPassword,
			});
			return { credentialId: String(id) };
		},
		inside: 'updateFields',
		sentAs: 'password',
		rule: vobizRule,
		weak: weakAtVobiz,
	},
];

/** Trunks that keep the password for a carrier; the node makes none of these. */
const carrierPasswords = [
	{
		name: 'MiniVoice create',
		bench: miniVoice,
		resource: 'trunk',
		operation: 'create',
		arrange: async () => ({ name: 'Berlin', proxy: 'sip.example.net' }),
		inside: 'additionalFields' as const,
	},
	{
		name: 'Vyom create',
		bench: vyom,
		resource: 'trunk',
		operation: 'create',
		arrange: async () => ({
			name: 'Berlin',
			trunkType: 'twilio',
			address: 'example.pstn.twilio.com',
			phoneNumbers: '+12025550141',
			username: 'pbx',
		}),
	},
];

const parametersWith = (
	{
		inside,
		bench,
		resource,
		operation,
	}: Pick<Setting, 'inside' | 'bench' | 'resource' | 'operation'>,
	parameters: INodeParameters,
	password: INodeParameters,
): INodeParameters =>
	asStored(
		fieldsOf(choiceOf(bench.provider, { resource, operation })),
		inside === undefined ? { ...parameters, ...password } : { ...parameters, [inside]: password },
	);

const countOf = (text: string, part: string) => text.split(part).length - 1;

const sentPasswords = ({ bench, sentAs }: Pick<Setting, 'bench' | 'sentAs'>) =>
	bench.sent().flatMap(([, body]) => (body ? [(body as IDataObject)[sentAs]] : []));

it('knows every operation that takes or makes a password', () => {
	const known = [...settings, ...carrierPasswords].map(
		({ bench, resource, operation }) => `${bench.provider.value} ${resource} ${operation}`,
	);
	const taking = benches.flatMap(({ provider }) =>
		operationsOf(provider)
			.filter((choice) => JSON.stringify(fieldsOf(choice)).includes('"password":true'))
			.map(({ resource, operation }) => `${provider.value} ${resource.value} ${operation.value}`),
	);
	expect(known.sort()).toEqual(taking.sort());
});

const ownPassword = 'Correct-Horse-7!';

/** Whatever is changed is refused; reads are answered. */
const refuseChanges = (bench: typeof tryVox, status: number, body: unknown) =>
	bench.faults(
		...['POST', 'PUT'].map((method) => ({
			kind: 'status' as const,
			status,
			body,
			method,
			times: null,
		})),
	);

describe.each(settings)('$name', (setting) => {
	const { bench, arrange, rule, weak } = setting;

	const generate = async () => parametersWith(setting, await arrange(), { generatePassword: true });

	it('makes a password by the rule and tells it once', async () => {
		const run = await bench.run(setting, await generate());
		const [row] = rowsOf(run);
		const password = String(row.password);
		expect(password).toMatch(rule);
		expect(sentPasswords(setting)).toEqual([password]);
		expect(Object.keys(row).at(-1)).toBe('password');
		expect(countOf(JSON.stringify(row), password)).toBe(1);
		// n8n stores a text once, however often it occurs: here it is the output and nothing else.
		expect(countOf(run.stored, password)).toBe(1);
		expect(bench.logLines.join('\n')).not.toContain(password);
	});

	it('makes another one every time, and tells it with Simplify off as well', async () => {
		const made: unknown[] = [];
		for (const simplify of [true, false]) {
			bench.sandbox.reset();
			const [row] = rowsOf(await bench.run(setting, { ...(await generate()), simplify }));
			expect(sentPasswords(setting)).toEqual([row.password]);
			expect(row).not.toHaveProperty('generatedPassword');
			made.push(row.password);
		}
		expect(new Set(made).size).toBe(2);
	});

	if (setting.operation === 'update') {
		it('tells it where the answer is empty and nothing can be read', async () => {
			const parameters = await generate();
			bench.faults(
				{ kind: 'emptyBody', method: bench === vobiz ? 'PUT' : 'POST', when: 'after' },
				{ kind: 'status', status: 403, method: 'GET', path: 'redentials', times: null },
			);
			const [row] = rowsOf(await bench.run(setting, parameters));
			expect(row.password).toMatch(rule);
			expect(sentPasswords(setting)).toEqual([row.password]);
			expect(row.id).toMatch(/./);
		});
	}

	it('does not tell it when the provider refuses', async () => {
		const parameters = await generate();
		refuseChanges(bench, 400, 'refused');
		const run = await bench.run(setting, parameters, { onError: 'continueRegularOutput' });
		expect(rowsOf(run)[0].error).toMatch(/ answered HTTP 400/);
		const [password] = sentPasswords(setting);
		expect(password).toMatch(rule);
		expect(run.stored).not.toContain(String(password));
	});

	it('refuses a weak one before anything is sent, without repeating it', async () => {
		for (const { password, says } of weak) {
			bench.sandbox.reset();
			const parameters = parametersWith(setting, await arrange(), own(setting, password));
			const run = await bench.run(setting, parameters);
			expect(bench.sent()).toEqual([]);
			expect(run.error?.message).toBe(`'Password' ${says}`);
			expect(JSON.stringify(run.error)).not.toContain(password);
		}
	});
});

const own = (setting: { inside?: string; rule?: RegExp }, password = ownPassword) =>
	setting.inside === undefined && setting.rule !== undefined
		? { generatePassword: false, password }
		: { password };

describe.each([...settings, ...carrierPasswords])('$name with an own password', (setting) => {
	const { bench, arrange } = setting;

	it.each([true, false])('sends it and tells it nowhere (Simplify: %s)', async (simplify) => {
		const parameters = parametersWith(setting, await arrange(), own(setting));
		const run = await bench.run(setting, { ...parameters, simplify });
		expect(run.status).toBe('success');
		expect(JSON.stringify(bench.sent())).toContain(ownPassword);
		expect(run.stored).not.toContain(ownPassword);
		expect(bench.logLines.join('\n')).not.toContain(ownPassword);
	});

	it('does not repeat it if the provider echoes what was sent', async () => {
		const parameters = parametersWith(setting, await arrange(), own(setting));
		const words = `Password ${ownPassword} is not accepted`;
		refuseChanges(bench, 422, {
			code: 21243,
			message: words,
			error: { code: 'BAD', message: words, details: [{ field: 'password', reason: words }] },
			data: {
				errors: [{ loc: ['body', 'password'], msg: words, type: 'value_error', input: words }],
			},
		});
		const run = await bench.run(setting, parameters, { onError: 'continueRegularOutput' });
		expect(rowsOf(run)[0].error).toContain('Password [redacted] is not accepted');
		expect(run.stored).not.toContain(ownPassword);

		const stopped = await bench.run(setting, parameters);
		expect(stopped.error?.message).toContain('Password [redacted] is not accepted');
		expect(JSON.stringify(stopped.error)).not.toContain(ownPassword);
	});
});

describe.each(carrierPasswords)('$name with a password that is an ordinary word', (setting) => {
	const { bench, arrange } = setting;
	const entered = async (password: string, simplify: boolean) => ({
		...parametersWith(setting, await arrange(), own(setting, password)),
		name: 'Berlin 2026 outbound',
		simplify,
	});

	it.each(['2026', '20260304', 'outbound', 'active', 'direction', 'id', '-', 'e'])(
		'leaves ID, dates and the words of the row as they are: %s',
		async (password) => {
			const { resource, operation } = setting;
			const plain = await bench.run(setting, await entered(ownPassword, true));
			bench.sandbox.reset();
			const run = await bench.run({ resource, operation }, await entered(password, true));
			expect(Object.keys(rowsOf(run)[0])).toEqual(Object.keys(rowsOf(plain)[0]));
			const { name, ...rest } = rowsOf(run)[0];
			const { name: plainName, ...plainRest } = rowsOf(plain)[0];
			const id = expect.stringMatching(/^(?:trunk|ST)_[\w.]+$/) as string;
			expect(rest).toEqual({ ...plainRest, id });
			expect(name).toBe(password === 'outbound' ? 'Berlin 2026 [redacted]' : plainName);
		},
	);

	it.each(['2026', '20260304', 'trunk_20', 'exotel_', '-03-04T', 'e'])(
		'leaves ID and dates as they are with Simplify off: %s',
		async (password) => {
			const run = await bench.run(setting, await entered(password, false));
			const [row] = rowsOf(run);
			const called = 'name' in row ? 'name' : 'trunk_name';
			const masked = 'Berlin [redacted] outbound';
			expect(row[called]).toBe(password === '2026' ? masked : 'Berlin 2026 outbound');
			expect(JSON.stringify({ ...row, [called]: '' })).not.toContain('redacted');
		},
	);

	it.each(['a1b', '7', '%$', '2026'])('is not repeated in an error: %s', async (password) => {
		const words = `password "${password}" is too short`;
		refuseChanges(bench, 400, {
			error: { code: 'invalid_request', message: words },
			message: words,
		});
		const run = await bench.run(setting, await entered(password, true), {
			onError: 'continueRegularOutput',
		});
		expect(rowsOf(run)[0].error).toContain('password "[redacted]" is too short');
	});
});
