import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	asStored,
	choiceOf,
	fieldsOf,
	operationsOf,
	descriptionOf,
	rowsOf,
	useBenches,
	worksAlone,
	type Bench,
} from './support';
import { facts } from '../../facts/index';
import type { PasswordFacts } from '../../facts/passwords';

/** SIP passwords: one that the node makes is told once, one that the user enters never. */

const benches = useBenches();
interface Setting extends PasswordFacts {
	/** `Twilio create`. */
	name: string;
	bench: Bench;
}

const all: Setting[] = benches.flatMap((bench) =>
	facts[bench.provider.value].passwords.map((password) => ({
		...password,
		name: `${bench.provider.name} ${password.operation}`,
		bench,
	})),
);

type Generating = Setting & Required<Pick<PasswordFacts, 'generated'>>;

const canGenerate = (setting: Setting): setting is Generating => setting.generated !== undefined;

/** Where the node can make a password, and where a trunk keeps one that a carrier has given. */
const settings = all.filter(canGenerate);
const carrierPasswords = all.filter((setting) => !canGenerate(setting));

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

const sentPasswords = ({ bench, generated }: Generating) =>
	bench.sent().flatMap(([, body]) => (body ? [(body as IDataObject)[generated.sentAs]] : []));

it('knows every operation that takes or makes a password', () => {
	const known = all.map(
		({ bench, resource, operation }) => `${bench.provider.value} ${resource} ${operation}`,
	);
	const taking = benches.flatMap(({ provider }) =>
		operationsOf(provider)
			.filter(worksAlone)
			.filter((choice) => JSON.stringify(fieldsOf(choice)).includes('"password":true'))
			.map(({ resource, operation }) => `${provider.value} ${resource.value} ${operation.value}`),
	);
	expect(known.sort()).toEqual(taking.sort());
});

const ownPassword = 'Correct_Horse_7!';

/** Whatever is changed is refused; reads are answered. */
const refuseChanges = (bench: Bench, status: number, body: unknown) =>
	bench.faults(
		...['POST', 'PUT', 'PATCH'].map((method) => ({
			kind: 'status' as const,
			status,
			body,
			method,
			times: null,
		})),
	);

describe.each(settings)('$name', (setting) => {
	const { bench, arrange, generated } = setting;
	const { rule, weak } = generated;

	const generate = async () =>
		parametersWith(setting, await arrange(bench), { generatePassword: true });

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

	/** Two items that make a password each, one request after another. */
	const ofTwo = async (): Promise<INodeParameters> => {
		const parameters = await generate();
		return {
			...parameters,
			...('username' in parameters && { username: '={{ $json.user }}' }),
			options: { requestsInParallel: 1, maxRetries: 0 },
		};
	};
	const input = [{ user: 'pbx01' }, { user: 'pbx02' }];

	const refuseSecond = () =>
		bench.faults(
			...['POST', 'PUT', 'PATCH'].map((method) => ({
				kind: 'status' as const,
				status: 403,
				method,
				after: 1,
				times: null,
			})),
		);

	it('says where a run stops that the passwords made before are lost, and what to do', async () => {
		const parameters = await ofTwo();
		refuseSecond();
		const run = await bench.run(setting, parameters, { input });
		const [lost] = sentPasswords(setting);
		expect(lost).toMatch(rule);
		expect(run).toMatchObject({ status: 'error', items: [] });
		expect(descriptionOf(run)).toMatch(
			/The password made for item 0 is lost, because the run stopped\. (?:Set a new one|Delete what was made)/,
		);
		expect(run.stored).not.toContain(String(lost));
	});

	it('keeps them where the run goes on, and says nothing', async () => {
		const parameters = await ofTwo();
		refuseSecond();
		const run = await bench.run(setting, parameters, { input, onError: 'continueErrorOutput' });
		expect(rowsOf(run).map(({ password }) => password)).toEqual([sentPasswords(setting)[0]]);
		expect(run.errorItems).toHaveLength(1);
		expect(run.hints).toEqual([]);
	});

	it('hints that they could have been lost where all went well', async () => {
		const parameters = await ofTwo();
		const run = await bench.run(setting, parameters, { input });
		expect(rowsOf(run)).toHaveLength(2);
		expect(run.hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/^2 passwords were made\. Had one of the items failed/),
		);
		bench.sandbox.reset();
		const goesOn = await bench.run(setting, await ofTwo(), {
			input,
			onError: 'continueErrorOutput',
		});
		expect(goesOn.hints.filter(({ message }) => message.includes('passwords'))).toEqual([]);
	});

	if (setting.operation === 'update') {
		it('tells it where the answer is empty and nothing can be read', async () => {
			const parameters = await generate();
			bench.faults(
				{ kind: 'emptyBody', method: facts[bench.provider.value].api.updates, when: 'after' },
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
			const parameters = parametersWith(setting, await arrange(bench), own(setting, password));
			const run = await bench.run(setting, parameters);
			expect(bench.sent()).toEqual([]);
			expect(run.error?.message).toBe(`'Password' ${says}`);
			expect(JSON.stringify(run.error)).not.toContain(password);
		}
	});
});

const own = (setting: Setting, password = ownPassword) =>
	setting.inside === undefined && canGenerate(setting)
		? { generatePassword: false, password }
		: { password };

describe.each(all)('$name with an own password', (setting) => {
	const { bench, arrange } = setting;

	it.each([true, false])('sends it and tells it nowhere (Simplify: %s)', async (simplify) => {
		const parameters = parametersWith(setting, await arrange(bench), own(setting));
		const run = await bench.run(setting, { ...parameters, simplify });
		expect(run.status).toBe('success');
		expect(JSON.stringify(bench.sent())).toContain(ownPassword);
		expect(run.stored).not.toContain(ownPassword);
		expect(bench.logLines.join('\n')).not.toContain(ownPassword);
	});

	it('does not repeat it if the provider echoes what was sent', async () => {
		const parameters = parametersWith(setting, await arrange(bench), own(setting));
		const words = `Password ${ownPassword} is not accepted`;
		refuseChanges(bench, 422, {
			code: 21243,
			message: words,
			msg: words,
			error: { code: 'BAD', message: words, details: [{ field: 'password', reason: words }] },
			errors: [{ code: 'BAD', detail: words }],
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
	const called = { name: 'Berlin 2026 outbound' };
	const isInGroup = setting.inside === 'updateFields';
	const entered = async (password: string, simplify: boolean) => ({
		...parametersWith(setting, await arrange(bench), {
			...own(setting, password),
			...(isInGroup && called),
		}),
		...(!isInGroup && called),
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
			const id = expect.not.stringContaining('redacted') as string;
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
		const parameters = await entered(password, true);
		refuseChanges(bench, 400, {
			error: { code: 'invalid_request', message: words },
			message: words,
			msg: words,
		});
		const run = await bench.run(setting, parameters, {
			onError: 'continueRegularOutput',
		});
		expect(rowsOf(run)[0].error).toContain('password "[redacted]" is too short');
	});
});
