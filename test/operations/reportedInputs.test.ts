import type { IDataObject } from 'n8n-workflow';
import { facts } from '../../facts/index';
import { sandboxCredentials } from '../../sandbox/index';
import { startAnswering } from '../support/answers';
import { testCredential } from '../support/engine';
import { useTool } from '../support/tool';
import { reportedInputs, type ReportedInput } from './reportedInputs';
import { rowsOf, useBenches, wordsOf, type Bench, type Sent } from './support';

const benches = useBenches();
const benchOf = (name: string) => benches.find(({ provider }) => provider.value === name) as Bench;

/** Every input, with those of its kind. */
const inputs = reportedInputs.flatMap((input) =>
	[{}, ...(input.also ?? [])].map((other, index) => ({
		...input,
		id: index === 0 ? input.id : `${input.id}, ${JSON.stringify(other).slice(0, 80)}`,
		other,
	})),
);

const credentialOf = ({ provider, sandbox }: Bench, own: IDataObject, address?: string) => {
	const all = sandboxCredentials(sandbox.addresses) as Record<string, IDataObject>;
	const data: IDataObject = { ...all[provider.credentialType] };
	if (address !== undefined) data.baseUrl = address;
	const replaced = Object.entries(own).map(([key, value]) => [
		key,
		String(value).replace('<address>', address ?? ''),
	]);
	return { ...data, ...Object.fromEntries(replaced) } as IDataObject;
};

interface Outcome {
	words: string;
	rows: IDataObject[];
	sent: Sent[];
}

async function run(input: ReportedInput & { other: object }): Promise<Outcome> {
	const bench = benchOf(input.provider);
	const account = facts[input.provider].account.furnish(bench.sandbox);
	const text = JSON.stringify({ ...input.parameters(account), ...input.other });
	const things = facts[input.provider].account.things(bench.sandbox);
	const number = things.find(({ kind }) => kind === 'phoneNumber')?.label ?? '';
	const parameters = JSON.parse(text.replace('<number>', number.slice('+1'.length))) as IDataObject;
	const names = { provider: input.provider, ...input.place };
	if (input.toolAnswers !== undefined) {
		bench.sandbox.requests.length = 0;
		const { rows } = await useTool(
			bench.sandbox,
			{ ...names, ...(parameters as object) },
			input.toolAnswers(account),
		);
		return { words: String(rows[0].error ?? ''), rows, sent: bench.sent() };
	}
	const server = input.answers && (await startAnswering(input.answers));
	const data = credentialOf(bench, input.credential ?? {}, server?.address);
	const done = await bench.run(input.place, parameters as never, {
		input: [input.item ?? {}],
		credentials: { [bench.provider.credentialType]: data },
	});
	await server?.stop();
	return {
		words: wordsOf(done).trim(),
		rows: rowsOf(done),
		sent: server ? server.requests.map((line): Sent => [line]) : bench.sent(),
	};
}

const changesIn = ({ sent }: Outcome) => sent.filter(([line]) => !line.startsWith('GET '));

it.each(inputs)('$id: $what', async (input) => {
	const { wanted } = input;
	if ('testFails' in wanted) {
		const bench = benchOf(input.provider);
		const data = credentialOf(bench, input.credential ?? {});
		facts[input.provider].account.furnish(bench.sandbox);
		const result = await testCredential(bench.provider.credentialType, data);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(wanted.testFails);
		return;
	}
	const outcome = await run(input);
	if ('refused' in wanted) {
		expect(outcome.words).toMatch(wanted.refused);
		expect(outcome.sent).toEqual([]);
		return;
	}
	if ('failed' in wanted) {
		expect(outcome.words).toMatch(wanted.failed);
		expect(outcome.rows).toEqual([]);
		expect(changesIn(outcome)).toEqual([]);
		expect(outcome.sent.length).toBeLessThanOrEqual(wanted.requests);
		return;
	}
	expect(outcome.words).toBe('');
	const changes = changesIn(outcome);
	expect(changes.map(([line]) => line)).toEqual(
		wanted.changes.map(({ line }) => expect.stringMatching(line) as string),
	);
	wanted.changes.forEach(({ has = {}, hasNot = [] }, index) => {
		const [, body = {}] = changes[index];
		expect(body).toMatchObject(has);
		expect(Object.keys(body as object).filter((key) => hasNot.includes(key))).toEqual([]);
	});
	expect(outcome.rows[0]).toMatchObject(wanted.row ?? {});
});

it('has all of them', () => {
	const ids = new Set(reportedInputs.map(({ id }) => /^P\d+/.exec(id)?.[0]));
	expect(ids.size).toBe(27);
});
