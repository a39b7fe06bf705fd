import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { engineFor, folderOf } from './engine';
import type { RunOptions } from './engine';

const { loadPackage, runNode, listSearch, testCredential } = engineFor(
	folderOf(require.resolve('./fixtures/echoPackage/package.json')),
	'echo',
);

const token = 'not-a-real-one';

interface Heard {
	method: string;
	url: string;
	headers: Record<string, unknown>;
	body: IDataObject;
}

let server: FastifyInstance;
let baseUrl: string;
let heard: Heard[] = [];

beforeAll(async () => {
	server = fastify();
	server.addHook('preHandler', async ({ method, url, headers, body }) => {
		heard.push({ method, url, headers, body: body as IDataObject });
	});
	server.post<{ Body: { text: string } }>('/echo', async ({ body: { text } }, reply) => {
		if (text === 'broken') return await reply.code(500).send({ message: 'Out of order' });
		return { said: text };
	});
	server.get<{ Querystring: { filter?: string; page?: string } }>('/words', async ({ query }) => {
		if (query.page === '2') return { words: ['cherry'] };
		return {
			words: ['apple', 'banana'].filter((word) => word.includes(query.filter ?? '')),
			next: 2,
		};
	});
	server.get('/account', async ({ headers }, reply) => {
		if (headers.authorization === 'Bearer forbidden') return await reply.code(403).send({});
		if (headers.authorization === 'Bearer unknown') return await reply.code(401).send({});
		return { account: { state: headers.authorization === 'Bearer closed' ? 'closed' : 'open' } };
	});
	baseUrl = await server.listen({ host: '127.0.0.1', port: 0 });
});

beforeEach(() => {
	heard = [];
});

afterAll(async () => await server.close());

/** One item per text, which the node reads by an expression. */
async function say(texts: string[], options: Partial<RunOptions> = {}) {
	return await runNode({
		credentials: { echoTokenApi: { token, baseUrl } },
		input: texts.map((text, position) => ({ text, position })),
		...options,
		parameters: { text: '={{ $json.text }}', ...options.parameters },
	});
}

function jsonOf(items: INodeExecutionData[]) {
	return items.map(({ json }) => json);
}

describe('the package', () => {
	it('is loaded once, with codex, and with the credential fields that n8n adds', async () => {
		const loader = await loadPackage();
		expect(await loadPackage()).toBe(loader);
		expect(loader.types.nodes[0].codex?.alias).toEqual(['parrot']);
		expect(loader.types.nodes[0].communityNodePackageVersion).toBe('1.2.3');
		expect(loader.known.credentials.echoTokenApi.supportedNodes).toEqual(['echo']);
		expect(loader.getCredential('echoTokenApi').type.properties.map(({ name }) => name)).toContain(
			'allowedHttpRequestDomains',
		);
	});
});

describe('a run', () => {
	it('hands every item on, paired with the item it came from', async () => {
		const run = await say(['one', 'two']);
		expect(run.items).toEqual([
			{ json: { said: 'one' }, pairedItem: { item: 0 } },
			{ json: { said: 'two' }, pairedItem: { item: 1 } },
		]);
		expect(run).toMatchObject({ errorItems: [], error: undefined, status: 'success', hints: [] });
		expect(heard.map(({ body }) => body.text)).toEqual(['one', 'two']);
	});

	it('starts from one empty item unless told otherwise', async () => {
		const run = await say([], { input: undefined, parameters: { text: 'hello' } });
		expect(jsonOf(run.items)).toEqual([{ said: 'hello' }]);
	});

	it('shows the hints of the node', async () => {
		const run = await say(['hint']);
		expect(run.hints).toEqual([{ message: 'Speak up' }]);
	});

	it('leaves the items of the test alone', async () => {
		const input = [{ text: 'one', nested: { list: [1] } }];
		await say([], { input });
		expect(input).toEqual([{ text: 'one', nested: { list: [1] } }]);
	});

	it('is refused by n8n when a required parameter is missing', async () => {
		const run = await say(['one'], { parameters: { text: '' } });
		expect(run.error?.message).toBe(
			'The \'Echo\' node has issues:\n- Parameter "Text" is required.',
		);
		expect(run.status).toBe('error');
		expect(heard).toEqual([]);
	});
});

describe('credentials', () => {
	it('authenticate by expressions, with the defaults of their type', async () => {
		await say(['one']);
		expect(heard[0].headers.authorization).toBe(`Bearer ${token}`);
		expect(heard[0].url).toBe('/echo?region=north');
	});

	it('authenticate by code', async () => {
		await say(['one'], {
			credentials: { echoSignedApi: { signingKey: 'not-a-real-one', baseUrl } },
			parameters: { authentication: 'echoSignedApi' },
		});
		expect(heard[0].headers).toMatchObject({
			'x-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		expect(heard[0].headers.authorization).toBeUndefined();
	});

	it('may hold expressions', async () => {
		await say(['one'], {
			credentials: { echoTokenApi: { token: '={{ "by" + "expression" }}', baseUrl } },
		});
		expect(heard[0].headers.authorization).toBe('Bearer byexpression');
	});

	it('are refused to a node that does not show them', async () => {
		const run = await say(['one'], {
			credentials: { echoSignedApi: { baseUrl } },
			parameters: { credential: 'echoSignedApi' },
		});
		expect(run.error?.message).toBe('Credentials not found');
		expect(heard).toEqual([]);
	});

	it('are missed when the node has none', async () => {
		const run = await say(['one'], { credentials: {} });
		expect(run.error?.message).toBe('Node does not have any credentials set for "echoTokenApi"');
	});
});

describe('a failing item', () => {
	it('stops the workflow, and the error is stored', async () => {
		const run = await say(['one', 'broken', 'two']);
		expect(run).toMatchObject({ items: [], errorItems: [], status: 'error' });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			context: { itemIndex: 1 },
			node: { name: 'Echo', parameters: { text: '={{ $json.text }}' } },
		});
		expect(run.stored).toContain(run.error?.message);
		expect(run.stored).not.toContain(token);
		expect(heard).toHaveLength(2);
	});

	it('has n8n store the literal parameters of the node', async () => {
		const run = await say([], { input: [{}], parameters: { text: 'broken' } });
		expect(run.stored).toContain('"broken"');
	});

	it('can leave through the regular output', async () => {
		const run = await say(['one', 'broken', 'two'], { onError: 'continueRegularOutput' });
		expect(run.items).toEqual([
			{ json: { said: 'one' }, pairedItem: { item: 0 } },
			{
				json: { error: expect.any(String), details: { status: '500' } },
				pairedItem: { item: 1 },
			},
			{ json: { said: 'two' }, pairedItem: { item: 2 } },
		]);
		expect(run).toMatchObject({ error: undefined, status: 'success' });
	});

	it('can leave through the error output, together with what came in', async () => {
		const run = await say(['one', 'broken'], { onError: 'continueErrorOutput' });
		expect(jsonOf(run.items)).toEqual([{ said: 'one' }]);
		expect(run.errorItems).toEqual([
			{
				json: {
					text: 'broken',
					position: 1,
					error: expect.any(String),
					details: { status: '500' },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it.each([
		{
			failureShape: 'otherKey',
			what: 'is taken for a success when it has any key beside error, message and details',
			items: [{ error: expect.any(String), code: 21 }],
			errorItems: [],
		},
		{
			failureShape: 'numberedPair',
			what: 'misses what came in when it is paired by number',
			items: [],
			errorItems: [{ error: expect.any(String) }],
		},
		{
			failureShape: 'errorObject',
			what: 'loses its own fields when it carries an error object',
			items: [],
			errorItems: [{ error: expect.any(String) }],
		},
	])('$what', async ({ failureShape, items, errorItems }) => {
		const run = await say(['broken'], {
			onError: 'continueErrorOutput',
			parameters: { failureShape },
		});
		expect(jsonOf(run.items)).toEqual(items);
		expect(jsonOf(run.errorItems)).toEqual(errorItems);
	});
});

describe('Retry On Fail', () => {
	it('runs the whole node again, from the first item', async () => {
		const run = await say(['one', 'broken'], {
			retryOnFail: { maxTries: 3, waitBetweenTries: 1 },
		});
		expect(run.status).toBe('error');
		expect(heard.map(({ body }) => body.text)).toEqual([
			'one',
			'broken',
			'one',
			'broken',
			'one',
			'broken',
		]);
	});

	it('also runs again when the first item that came out is an error', async () => {
		const run = await say(['broken'], {
			onError: 'continueRegularOutput',
			retryOnFail: { maxTries: 2, waitBetweenTries: 1 },
		});
		expect(run.items).toHaveLength(1);
		expect(heard).toHaveLength(2);
	});
});

describe('the stop button', () => {
	it('reaches the node through its cancel signal', async () => {
		const run = await say(['wait'], { cancelAfterMs: 50 });
		expect(run.status).toBe('canceled');
		expect(run.runTimeMs).toBeLessThan(5_000);
		expect(heard).toEqual([]);
	});
});

describe('a list search', () => {
	const credentials = () => ({ echoTokenApi: { token, baseUrl } });

	it('gives choices and the way to further ones', async () => {
		const result = await listSearch('searchWords', {
			parameters: {},
			credentials: credentials(),
			filter: 'an',
		});
		expect(result).toEqual({
			results: [{ name: 'banana', value: 'banana' }],
			paginationToken: '2',
		});
		expect(heard[0].headers.authorization).toBe(`Bearer ${token}`);
	});

	it('goes on from a pagination token', async () => {
		const result = await listSearch('searchWords', {
			parameters: {},
			credentials: credentials(),
			paginationToken: '2',
		});
		expect(result.results).toEqual([{ name: 'cherry', value: 'cherry' }]);
	});

	it('rejects when the node has no such method', async () => {
		await expect(
			listSearch('searchNothing', { parameters: {}, credentials: credentials() }),
		).rejects.toThrow('n8n-nodes-echo.echo has no list search "searchNothing"');
	});
});

describe('a credential test', () => {
	it.each([
		{ given: 'good', status: 'OK', message: 'Connection successful!' },
		{ given: 'closed', status: 'Error', message: 'The account is closed' },
		{ given: 'forbidden', status: 'Error', message: 'This token may not read the account' },
		{ given: 'unknown', status: 'Error', message: 'Unauthorized' },
	])('reads the answer to "$given" by n8n\'s rules', async ({ given, status, message }) => {
		const result = await testCredential('echoTokenApi', { token: given, baseUrl });
		expect(result).toEqual({ status, message });
	});

	it('asks once more after a 401, as every request of n8n does', async () => {
		await testCredential('echoTokenApi', { token: 'unknown', baseUrl });
		expect(heard.map(({ url }) => url)).toEqual(['/account?region=north', '/account?region=north']);
	});

	it('names the reason when nobody answers', async () => {
		expect(await testCredential('echoTokenApi', { token })).toEqual({
			status: 'Error',
			message: 'ECONNREFUSED',
		});
	});

	it('needs a type that says how to test it', async () => {
		expect(await testCredential('echoSignedApi', {})).toEqual({
			status: 'Error',
			message: 'No testing function found for this credential.',
		});
	});
});
