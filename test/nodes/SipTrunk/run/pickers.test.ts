import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { pickerMethods } from '../../../../nodes/SipTrunk/run/pickerMethods';
import { recentReadings } from '../../../../nodes/SipTrunk/run/pickers';
import type { Provider, Values } from '../../../../nodes/SipTrunk/contract/provider';
import { providers } from '../../../../nodes/SipTrunk/providers';
import { RESOURCES } from '../../../../nodes/SipTrunk/contract/resources';

const ask = (providers: Provider[]) => async () => await Promise.resolve(providers);

beforeEach(() => recentReadings.forgetAll());

const KEY = 'invented-word';

/** A provider whose pickers list the rows that an address answers with. */
const chosenSeen: Values[] = [];
const invented: Provider = {
	...providers[0],
	value: 'twilio',
	credentialType: 'inventedApi',
	api: {
		secrets: ['apiKey'],
		addresses: () => ({ default: 'https://api.example.com' }),
		encoding: 'json',
		idOf: ({ id }) => id as string,
		providerError: () => ({ code: '42', said: `no, ${KEY}` }),
		advice: { 42: 'Look <here>' },
	},
	resources: [
		{
			value: 'trunk',
			operations: [],
			simplify: (row) => row,
			picker: {
				rows: async function* (client, values) {
					chosenSeen.push(values);
					const { rows } = await client.send({ method: 'GET', path: '/trunks' });
					yield* rows as IDataObject[];
				},
				entry: ({ name, note, number }) => ({
					...(number === undefined ? {} : { value: String(number) }),
					name: String(name),
					...(note === undefined ? {} : { description: String(note) }),
				}),
			},
		},
		{ value: 'sipCredential', operations: [], simplify: (row) => row },
	],
};

const node = {
	id: '1',
	name: 'SIP Trunk',
	type: 'sipTrunk',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: { password: 'literal word' },
};

function contextWith(form: IDataObject, answer: { statusCode: number; body: unknown }) {
	const sent: Array<{ type: string; options: IHttpRequestOptions }> = [];
	const context = {
		getCurrentNodeParameter: (name: string) => form[name],
		getCredentials: async () => await Promise.resolve({ apiKey: KEY }),
		getNode: () => node,
		helpers: {
			httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => {
				sent.push({ type, options });
				return await Promise.resolve({ headers: {}, ...answer });
			},
		},
	};
	return { context: context as unknown as ILoadOptionsFunctions, sent };
}

const rows = [
	{ id: 'TK1', name: 'Berlin', note: 'acme.pstn.example.com' },
	{ id: 'TK2', name: 'Mumbai' },
	{ id: 'TK3', name: 'berlin spare' },
];

async function searched(
	filter: string | undefined,
	answerRows: IDataObject[] = rows,
	form: IDataObject = {},
) {
	const { context, sent } = contextWith(
		{ provider: 'twilio', ...form },
		{ statusCode: 200, body: { rows: answerRows } },
	);
	const { results } = await pickerMethods(ask([invented])).searchTrunks.call(context, filter);
	return { ids: results.map(({ value }) => value), results, sent };
}

describe('pickerMethods', () => {
	it('has a method for every picker of every resource', () => {
		const wanted = Object.values(RESOURCES).map(({ picker }) => picker.method);
		expect(Object.keys(pickerMethods(ask(providers))).sort()).toEqual([...new Set(wanted)].sort());
	});

	it('lists rows as entries, asked for with the credential of the provider', async () => {
		const { results, sent } = await searched(undefined);
		expect(results).toEqual([
			{ value: 'TK1', name: 'Berlin (acme.pstn.example.com)' },
			{ value: 'TK2', name: 'Mumbai' },
			{ value: 'TK3', name: 'berlin spare' },
		]);
		expect(sent.map(({ type, options }) => [type, options.url])).toEqual([
			['inventedApi', 'https://api.example.com/trunks'],
		]);
	});

	it('chooses the ID of a row, or what its entry says instead', async () => {
		const { ids } = await searched('', [
			{ id: 'PN1', name: 'One' },
			{ id: 'PN2', name: 'Two', number: '+4930123456' },
		]);
		expect(ids).toEqual(['PN1', '+4930123456']);
	});

	it('shows once what is both the name and what tells rows apart', async () => {
		const [{ name }] = (await searched('', [{ id: 'TK1', name: 'a.example', note: 'a.example' }]))
			.results;
		expect(name).toBe('a.example');
	});

	it.each([
		['', ['TK1', 'TK2', 'TK3']],
		['BERLIN', ['TK1', 'TK3']],
		['tk2', ['TK2']],
		['pstn', ['TK1']],
		['berlin (ACME', ['TK1']],
		['.*', []],
	])('finds %p in what is shown, and in IDs', async (filter, ids) => {
		expect((await searched(filter)).ids).toEqual(ids);
	});

	it('shows no more than a dropdown can hold', async () => {
		const many = Array.from({ length: 250 }, (_, index) => ({ id: `TK${index}`, name: 'x' }));
		const { ids } = await searched('x', many);
		expect(ids).toHaveLength(100);
		expect(ids[99]).toBe('TK99');
	});

	it.each<[what: string, form: IDataObject, chosen: Values]>([
		['a picker', { trunkId: { __rl: true, mode: 'list', value: 'TK1' } }, { trunkId: 'TK1' }],
		['a plain ID', { credentialListId: 'CL1' }, { credentialListId: 'CL1' }],
		['nothing', { trunkId: { mode: 'list', value: '' }, credentialListId: null }, {}],
		['an odd value', { trunkId: { value: ['TK1'] }, credentialListId: 5 }, {}],
	])('knows what else is chosen: %s', async (_, form, chosen) => {
		await searched('', rows, form);
		expect(chosenSeen.at(-1)).toEqual(chosen);
	});

	it.each([
		['an unknown provider', { provider: 'plivo' }, 'searchTrunks'],
		['no provider', {}, 'searchTrunks'],
		['a resource that the provider lacks', { provider: 'twilio' }, 'searchPhoneNumbers'],
		['a resource without a picker', { provider: 'twilio' }, 'searchSipCredentials'],
		['a list that the provider lacks', { provider: 'twilio' }, 'searchOriginationUris'],
	])('has nothing to choose from: %s', async (_, form, name) => {
		const { context, sent } = contextWith(form, { statusCode: 200, body: { rows } });
		expect(await pickerMethods(ask([invented]))[name].call(context, '')).toEqual({ results: [] });
		expect(sent).toEqual([]);
	});

	it('tells a refusal as an error that n8n can show, without key and parameters', async () => {
		const { context } = contextWith({ provider: 'twilio' }, { statusCode: 403, body: {} });
		const error: unknown = await pickerMethods(ask([invented]))
			.searchTrunks.call(context, '')
			.catch((refusal: unknown) => refusal);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ description: 'Look &lt;here&gt;', httpCode: '403' });
		const told = JSON.stringify(error) + String((error as Error).message);
		expect(told).toContain('code 42: no, [redacted]');
		expect(told).not.toContain(KEY);
		expect(told).not.toContain('literal word');
	});
});
