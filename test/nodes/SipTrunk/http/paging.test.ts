import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import {
	cursorPages,
	linkedPages,
	numberedPages,
	offsetPages,
	singlePage,
} from '../../../../nodes/SipTrunk/http/paging';
import type { ProviderClient, ProviderRequest } from '../../../../nodes/SipTrunk/contract/request';
import { collected } from '../../../support/fakeClient';

const rowsUpTo = (total: number) => Array.from({ length: total }, (_, id) => ({ id }));

interface Watched extends ProviderClient {
	requests: ProviderRequest[];
	/** The largest number of requests that were under way at a time. */
	most: number;
}

/** A client in front of a server that is a function; answers come in any order. */
function clientOf(
	answer: (request: ProviderRequest, query: Record<string, number>) => unknown,
	{ rowsWanted, parallel = 4 }: { rowsWanted?: number; parallel?: number } = {},
): Watched {
	let underWay = 0;
	const client: Watched = {
		accountId: '',
		rowsWanted,
		parallel,
		requests: [],
		most: 0,
		send: async (request) => (await client.sendForAny(request)) as IDataObject,
		sendForAny: async (request) => {
			client.requests.push(request);
			underWay += 1;
			client.most = Math.max(client.most, underWay);
			for (let ticks = (client.requests.length * 7) % 5; ticks >= 0; ticks--)
				await Promise.resolve();
			underWay -= 1;
			return answer(request, (request.query ?? {}) as Record<string, number>);
		},
		withoutCancellation: () => client,
		fresh: () => client,
		keepSecret: () => {},
		added: {},
		addToRow: () => {},
	};
	return client;
}

const queriesOf = ({ requests }: Watched) => requests.map(({ query }) => query);

/** The first rows, as a caller takes them that has enough then. */
async function taken<T>(rows: AsyncIterable<T>, most: number): Promise<T[]> {
	const result: T[] = [];
	for await (const row of rows) {
		result.push(row);
		if (result.length >= most) break;
	}
	return result;
}

/** Refusals of a page that do not say that there is none. */
const OTHER_REFUSALS: Array<[what: string, status: number, server: object]> = [
	['the key is refused', 401, {}],
	['the permission is refused', 403, {}],
	['it is busy', 429, {}],
	['it fails', 500, {}],
];

const rowsIn = (body: unknown) => (body as IDataObject).rows;

const notLists: unknown[] = [
	{},
	{ rows: undefined },
	{ rows: 'x' },
	{ rows: { 0: 'x' } },
	{ rows: [null] },
	{ rows: ['x'] },
	{ rows: [[]] },
];

describe('singlePage', () => {
	it.each([
		[[{ id: 1 }], [{ id: 1 }]],
		[[], []],
		[null, []],
	])('%p', async (rows, result) => {
		const client = clientOf(() => ({ rows }));
		const listing = { path: '/trunks', host: 'account', query: { a: 1 }, rows: rowsIn };
		expect(await collected(singlePage(client, listing))).toEqual(result);
		expect(client.requests).toEqual([
			{ method: 'GET', path: '/trunks', host: 'account', query: { a: 1 } },
		]);
	});

	it.each(notLists)('fails if it is no list: %p', async (body) => {
		const client = clientOf(() => body);
		await expect(collected(singlePage(client, { path: '/', rows: rowsIn }))).rejects.toThrow(
			'The provider answered with something other than a list.',
		);
	});
});

describe('offsetPages', () => {
	interface Server {
		total: number;
		/** What it says there are, or undefined if it does not say. */
		toldTotal?: number;
		/** The most it hands out on a page. */
		cap?: number;
		ignores?: Array<'limit' | 'offset'>;
	}

	const serverOf =
		({ total, toldTotal, cap = Infinity, ignores = [] }: Server) =>
		(_: ProviderRequest, { limit, offset }: Record<string, number>) => {
			const start = ignores.includes('offset') ? 0 : offset;
			const size = ignores.includes('limit') ? Infinity : Math.min(limit, cap);
			return { rows: rowsUpTo(total).slice(start, start + size), total: toldTotal };
		};

	const list = (client: ProviderClient, maxPageSize: number) =>
		offsetPages(client, {
			path: '/trunks',
			rows: rowsIn,
			parameters: { pageSize: 'limit', offset: 'offset' },
			maxPageSize,
			total: (body) => (body as { total?: number }).total,
		});

	const sizes = fc.record({
		total: fc.nat(60),
		pageSize: fc.integer({ min: 1, max: 20 }),
		parallel: fc.integer({ min: 1, max: 8 }),
		lie: fc.option(fc.integer({ min: -60, max: 60 }), { nil: undefined }),
	});

	it('has all rows in order, for any page size, whatever total the server tells', async () => {
		await fc.assert(
			fc.asyncProperty(sizes, async ({ total, pageSize, parallel, lie }) => {
				const toldTotal = lie === undefined ? undefined : Math.max(0, total - Math.abs(lie));
				const client = clientOf(serverOf({ total, toldTotal }), { parallel });
				expect(await collected(list(client, pageSize))).toEqual(rowsUpTo(total));
				expect(client.most).toBeLessThanOrEqual(parallel);
			}),
		);
	});

	it('has all rows in order, also if the server hands out smaller pages than it was asked for', async () => {
		await fc.assert(
			fc.asyncProperty(
				sizes,
				fc.integer({ min: 1, max: 20 }),
				async ({ total, pageSize, parallel }, cap) => {
					const client = clientOf(serverOf({ total, toldTotal: total, cap }), { parallel });
					expect(await collected(list(client, pageSize))).toEqual(rowsUpTo(total));
				},
			),
		);
	});

	it('has as many rows as are wanted, in few requests', async () => {
		await fc.assert(
			fc.asyncProperty(
				sizes,
				fc.integer({ min: 1, max: 60 }),
				async ({ total, pageSize, parallel }, rowsWanted) => {
					const client = clientOf(serverOf({ total, toldTotal: total }), { parallel, rowsWanted });
					const rows = await taken(list(client, pageSize), rowsWanted);
					expect(rows).toEqual(rowsUpTo(Math.min(total, rowsWanted)));
					const size = Math.min(pageSize, rowsWanted);
					const needed = Math.max(1, Math.ceil(Math.min(total, rowsWanted) / size));
					expect(client.requests.length).toBeLessThanOrEqual(needed + 1);
				},
			),
		);
	});

	it('asks for pages side by side once it knows how many there are', async () => {
		const client = clientOf(serverOf({ total: 95, toldTotal: 95 }), { parallel: 4 });
		await collected(list(client, 10));
		expect(queriesOf(client)).toEqual(
			[0, 10, 20, 30, 40, 50, 60, 70, 80, 90].map((offset) => ({ limit: 10, offset })),
		);
		expect(client.most).toBe(4);
	});

	it.each<[what: string, server: Server, rowsWanted: number | undefined, requests: number]>([
		['a limit within one page', { total: 1000, toldTotal: 1000 }, 5, 1],
		['a limit of one page', { total: 1000, toldTotal: 1000 }, 10, 1],
		['a limit of two pages', { total: 1000, toldTotal: 1000 }, 20, 2],
		['an empty list', { total: 0, toldTotal: 0 }, undefined, 1],
		['a short list', { total: 5, toldTotal: 5 }, undefined, 1],
		['a short list without a total', { total: 5 }, undefined, 1],
		['everything at once', { total: 50, toldTotal: 50, ignores: ['limit'] }, undefined, 1],
		[
			'everything at once, without a total',
			{ total: 50, ignores: ['limit', 'offset'] },
			undefined,
			1,
		],
	])('%s: %#', async (_, server, rowsWanted, requests) => {
		const client = clientOf(serverOf(server), { rowsWanted, parallel: 1 });
		const wanted = rowsWanted ?? Infinity;
		expect(await taken(list(client, 10), wanted)).toHaveLength(Math.min(server.total, wanted));
		expect(client.requests).toHaveLength(requests);
	});

	it('fails if it ends before what the server has said of it, unless no more is wanted', async () => {
		await fc.assert(
			fc.asyncProperty(
				sizes,
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 80 }),
				async ({ total, pageSize, parallel }, missing, rowsWanted) => {
					const server = serverOf({ total, toldTotal: total + missing });
					await expect(collected(list(clientOf(server, { parallel }), pageSize))).rejects.toThrow(
						`The provider says that the list has ${total + missing} rows, but it ends after ${total}, so it would be incomplete.`,
					);
					const limited = collected(list(clientOf(server, { parallel, rowsWanted }), pageSize));
					const rows = await limited.catch((error: unknown) => error);
					if (rowsWanted > total) expect(rows).toBeInstanceOf(RequestFailure);
					else expect(rows).toEqual(rowsUpTo((rows as unknown[]).length));
				},
			),
		);
	});

	it('believes what the last answer says: rows may have gone since the first', async () => {
		const client = clientOf((_, { limit, offset }) => ({
			rows: rowsUpTo(18).slice(offset, offset + limit),
			total: offset === 0 ? 25 : 18,
		}));
		expect(await collected(list(client, 10))).toEqual(rowsUpTo(18));
	});

	it('ends if a server ignores the offset and has told all it has', async () => {
		const client = clientOf(serverOf({ total: 10, toldTotal: 10, ignores: ['offset'] }));
		expect(await collected(list(client, 10))).toEqual(rowsUpTo(10));
		const silent = clientOf(serverOf({ total: 10, ignores: ['offset'] }));
		expect(await collected(list(silent, 10))).toEqual(rowsUpTo(10));
	});

	it('fails if a server ignores the offset and says that there are more', async () => {
		const client = clientOf(serverOf({ total: 10, toldTotal: 30, ignores: ['offset'] }));
		await expect(collected(list(client, 10))).rejects.toThrow(
			'The provider repeats the same page, so the list would be incomplete: only 10 rows could be read.',
		);
	});

	it('ends if a server without a total repeats its last page for ever', async () => {
		const client = clientOf((_, { limit, offset }) => ({
			rows: rowsUpTo(30).slice(Math.min(offset, 20), Math.min(offset, 20) + limit),
		}));
		expect(await collected(list(client, 10))).toEqual(rowsUpTo(30));
		expect(client.requests).toHaveLength(4);
	});

	it('hands out what was read before a page fails, and then the failure', async () => {
		const failure = new RequestFailure('No.', { cause: 'refused' });
		const client = clientOf(async (_, { limit, offset }) =>
			offset === 30
				? await Promise.reject(failure)
				: { rows: rowsUpTo(95).slice(offset, offset + limit), total: 95 },
		);
		const seen: IDataObject[] = [];
		const reading = (async () => {
			for await (const row of list(client, 10)) seen.push(row);
		})();
		await expect(reading).rejects.toBe(failure);
		expect(seen).toEqual(rowsUpTo(30));
	});

	describe('where the server refuses a page behind the last one', () => {
		const refusing =
			(status: number, { toldTotal = 20, last = 20, tells = true } = {}) =>
			(_: ProviderRequest, { limit, offset }: Record<string, number>) => {
				if (offset >= last) throw new RequestFailure('No.', { cause: 'refused', status });
				const rows = rowsUpTo(20).slice(offset, offset + limit);
				return tells ? { rows, total: toldTotal } : { rows };
			};

		it.each([400, 404, 416, 422])('has all rows: HTTP %s', async (status) => {
			for (const toldTotal of [20, 15, 0]) {
				const client = clientOf(refusing(status, { toldTotal }));
				expect(await collected(list(client, 10))).toEqual(rowsUpTo(20));
			}
			const whole = clientOf(refusing(status));
			expect(await collected(list(whole, 20))).toEqual(rowsUpTo(20));
		});

		it.each<
			[what: string, status: number, server: { toldTotal?: number; last?: number; tells?: boolean }]
		>([
			['rows are missing', 404, { last: 10 }],
			['nothing is told', 404, { tells: false }],
			['the first page is refused', 404, { last: 0, toldTotal: 0 }],
			...OTHER_REFUSALS,
		])('fails if %s', async (_, status, server) => {
			const client = clientOf(refusing(status, server));
			await expect(collected(list(client, 10))).rejects.toThrow('No.');
		});
	});

	it('ends what it has asked for ahead as soon as nobody wants it, or it fails', async () => {
		const failing =
			(fails: boolean) => async (request: ProviderRequest, query: Record<string, number>) => {
				if (query.offset === 0) return { rows: rowsUpTo(10), total: 95 };
				if (fails && query.offset === 10) throw new RequestFailure('No.', { cause: 'refused' });
				if (query.offset === 10) return { rows: [{ id: 10 }], total: 95 };
				return await new Promise((_, reject) => {
					request.signal?.addEventListener('abort', () => reject(new Error('ended')));
				});
			};
		for (const fails of [true, false]) {
			const client = clientOf(failing(fails));
			const rows = taken(list(client, 10), 11).catch((error: unknown) => error);
			expect(await rows).toEqual(fails ? expect.any(RequestFailure) : rowsUpTo(11));
			expect(client.requests.length).toBeGreaterThan(2);
			expect(client.requests.slice(1).map(({ signal }) => signal?.aborted)).toEqual(
				client.requests.slice(1).map(() => true),
			);
		}
	});

	it.each(notLists)('fails if a page is no list: %p', async (body) => {
		const client = clientOf((_, { offset }) => (offset === 0 ? { rows: rowsUpTo(2) } : body));
		await expect(collected(list(client, 2))).rejects.toThrow('something other than a list');
	});
});

describe('numberedPages', () => {
	const serverOf =
		(total: number, { tells = true, cap = Infinity, last = Infinity, lie = 0 } = {}) =>
		(_: ProviderRequest, { page, per_page: asked }: Record<string, number>) => {
			const size = Math.min(asked, cap);
			const start = (Math.min(page, last) - 1) * size;
			return {
				rows: rowsUpTo(total).slice(start, start + size),
				pages: tells ? Math.max(0, Math.ceil(total / size) + lie) : undefined,
			};
		};

	const list = (client: ProviderClient, maxPageSize: number) =>
		numberedPages(client, {
			path: '/numbers',
			query: { search: 'x' },
			rows: rowsIn,
			parameters: { page: 'page', pageSize: 'per_page' },
			maxPageSize,
			totalPages: (body) => (body as { pages?: number }).pages,
		});

	it('has all rows in order, whatever number of pages the server tells', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(60),
				fc.integer({ min: 1, max: 20 }),
				fc.boolean(),
				fc.integer({ min: -3, max: 3 }),
				async (total, pageSize, tells, lie) => {
					const client = clientOf(serverOf(total, { tells, lie }));
					expect(await collected(list(client, pageSize))).toEqual(rowsUpTo(total));
				},
			),
		);
	});

	it('asks page by page, with the query of the list', async () => {
		const client = clientOf(serverOf(25));
		await collected(list(client, 10));
		expect(queriesOf(client)).toEqual(
			[1, 2, 3].map((page) => ({ search: 'x', page, per_page: 10 })),
		);
	});

	it('reads on where the server hands out smaller pages and tells how many', async () => {
		const client = clientOf(serverOf(25, { cap: 4 }));
		expect(await collected(list(client, 10))).toEqual(rowsUpTo(25));
	});

	it('asks for no more rows on a page than are wanted', async () => {
		const client = clientOf(serverOf(100), { rowsWanted: 3 });
		expect(await taken(list(client, 10), 3)).toEqual(rowsUpTo(3));
		expect(queriesOf(client)).toEqual([{ search: 'x', page: 1, per_page: 3 }]);
	});

	it('ends where a server without a number of pages repeats one: the first, or the last', async () => {
		for (const [total, last] of [
			[10, 1],
			[30, 3],
		]) {
			const client = clientOf(serverOf(total, { tells: false, last }));
			expect(await collected(list(client, 10))).toEqual(rowsUpTo(total));
			expect(client.requests).toHaveLength(last + 1);
		}
	});

	it('fails where a server repeats a page and says that there are more', async () => {
		for (const last of [1, 2]) {
			const client = clientOf(serverOf(50, { last }));
			await expect(collected(list(client, 10))).rejects.toThrow(`only ${last * 10} rows`);
		}
	});

	describe('where the server refuses a page behind the last one', () => {
		const refusing =
			(status: number, { pages = 2, last = 2, tells = true } = {}) =>
			(_: ProviderRequest, { page, per_page: size }: Record<string, number>) => {
				if (page > last) throw new RequestFailure('No.', { cause: 'refused', status });
				const rows = rowsUpTo(20).slice((page - 1) * size, page * size);
				return tells ? { rows, pages } : { rows };
			};

		it.each([400, 404, 416, 422])('has all rows: HTTP %s', async (status) => {
			for (const pages of [2, 1, 0]) {
				const client = clientOf(refusing(status, { pages }));
				expect(await collected(list(client, 10))).toEqual(rowsUpTo(20));
			}
		});

		it.each<
			[what: string, status: number, server: { pages?: number; last?: number; tells?: boolean }]
		>([
			['rows are missing', 404, { last: 1 }],
			['nothing is told', 404, { tells: false }],
			['the first page is refused', 404, { last: 0, pages: 0 }],
			...OTHER_REFUSALS,
		])('fails if %s', async (_, status, server) => {
			const client = clientOf(refusing(status, server));
			await expect(collected(list(client, 10))).rejects.toThrow('No.');
		});
	});

	it.each(notLists)('fails if a page is no list: %p', async (body) => {
		await expect(
			collected(
				list(
					clientOf(() => body),
					2,
				),
			),
		).rejects.toThrow('other than a list');
	});
});

describe('linkedPages', () => {
	const START = '/v1/Trunks';

	/** Links from the root of the host, to the page that begins with a row. */
	const serverOf =
		(total: number, link: (token: number) => string | null | undefined) =>
		({ path, query }: ProviderRequest) => {
			const url = new URL(path, 'https://api.example.com');
			const size = Number(url.searchParams.get('PageSize') ?? query?.PageSize);
			const start = Number(url.searchParams.get('Token') ?? 0);
			const more = start + size < total;
			return {
				rows: rowsUpTo(total).slice(start, start + size),
				next: more ? link(start + size) : null,
			};
		};

	const list = (client: ProviderClient, max: number) =>
		linkedPages(client, {
			path: START,
			host: 'account',
			query: { Status: 'x' },
			rows: rowsIn,
			next: (body) => (body as { next?: string }).next,
			pageSize: { parameter: 'PageSize', max },
		});

	const fromRoot = (size: number) => (token: number) => `${START}?PageSize=${size}&Token=${token}`;

	it('has all rows in order', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), async (total, size) => {
				const client = clientOf(serverOf(total, fromRoot(size)));
				expect(await collected(list(client, size))).toEqual(rowsUpTo(total));
				expect(client.requests).toHaveLength(Math.max(1, Math.ceil(total / size)));
			}),
		);
	});

	it('asks with the query first, then for the link as it is', async () => {
		const client = clientOf(serverOf(15, fromRoot(10)));
		await collected(list(client, 10));
		expect(client.requests).toEqual([
			{ method: 'GET', path: START, host: 'account', query: { Status: 'x', PageSize: 10 } },
			{ method: 'GET', path: `${START}?PageSize=10&Token=10`, host: 'account', query: {} },
		]);
	});

	it('asks for no more rows on a page than are wanted', async () => {
		const client = clientOf(serverOf(100, fromRoot(3)), { rowsWanted: 3 });
		expect(await taken(list(client, 1000), 3)).toEqual(rowsUpTo(3));
		expect(queriesOf(client)).toEqual([{ Status: 'x', PageSize: 3 }]);
	});

	it.each<[what: string, link: string, path: string]>([
		['from the root', '/v1/Trunks?Page=1', '/v1/Trunks?Page=1'],
		['on the own host', 'https://trunking.example.com/v1/Trunks?Page=1', '/v1/Trunks?Page=1'],
		['on another host', 'https://evil.example/v1/Trunks?Page=1', '/v1/Trunks?Page=1'],
		['without a scheme', '//evil.example/v1/Trunks?Page=1', '/v1/Trunks?Page=1'],
		[
			'below a path of the credential',
			'http://127.0.0.1:1/twilio/v1/Trunks?Page=1',
			'/v1/Trunks?Page=1',
		],
		['below a path that begins alike', 'https://a.example/v1proxy/v1/Trunks?P=1', '/v1/Trunks?P=1'],
		['to another path', 'https://trunking.example.com/v2/Trunks?Page=1', '/v2/Trunks?Page=1'],
		['behind a user', 'https://trunking.example.com@evil.example/v1/Trunks?P=1', '/v1/Trunks?P=1'],
	])('follows a link %s to a path of the own host', async (_, link, path) => {
		const client = clientOf(({ path: asked }) =>
			asked === START ? { rows: rowsUpTo(1), next: link } : { rows: [{ id: 'last' }] },
		);
		await collected(list(client, 1));
		expect(client.requests[1]).toMatchObject({ path, host: 'account' });
	});

	it.each(['@evil.example/x', '.evil.example/x', ':8080/x', 'evil.example', '?Page=1', '\\evil'])(
		'does not follow %p, which could make another host of the own',
		async (link) => {
			const client = clientOf(() => ({ rows: rowsUpTo(1), next: link }));
			await expect(collected(list(client, 1))).rejects.toThrow('a link that is not an address');
			expect(client.requests).toHaveLength(1);
		},
	);

	it('fails at a link that is no text', async () => {
		for (const next of [5, {}, [], true, false, 0]) {
			const client = clientOf(() => ({ rows: rowsUpTo(1), next }));
			await expect(collected(list(client, 1))).rejects.toThrow('a link that is not an address');
			expect(await taken(list(client, 1), 1)).toEqual(rowsUpTo(1));
		}
	});

	it('ends at a link that is none', async () => {
		for (const next of [null, undefined, '']) {
			const client = clientOf(() => ({ rows: rowsUpTo(1), next }));
			expect(await collected(list(client, 1))).toEqual(rowsUpTo(1));
		}
	});

	it('reads on over one empty page', async () => {
		const pages = [
			{ rows: [], next: '/v1/Trunks?Page=1' },
			{ rows: [{ id: 1 }], next: '/v1/Trunks?Page=2' },
			{ rows: [], next: null },
		];
		const client = clientOf(() => pages.shift());
		expect(await collected(list(client, 1))).toEqual([{ id: 1 }]);
	});

	it.each<[what: string, page: (asked: number) => IDataObject]>([
		['the same link', () => ({ rows: [{ id: 1 }], next: '/v1/Trunks?Page=1' })],
		['the same page', (asked) => ({ rows: [{ id: 1 }], next: `/v1/Trunks?Page=${asked}` })],
		[
			'the page after the first',
			(asked) => ({ rows: [{ id: Math.min(asked, 2) }], next: `/v1/Trunks?Page=${asked}` }),
		],
		[
			'two pages in turn',
			(asked) => ({ rows: [{ id: asked % 2 }], next: `/v1/Trunks?Page=${asked}` }),
		],
		['empty pages', (asked) => ({ rows: [], next: `/v1/Trunks?Page=${asked}` })],
		[
			'links in a circle',
			(asked) => ({ rows: [{ id: asked }], next: `/v1/Trunks?Page=${asked % 2}` }),
		],
	])('fails if a server repeats %s for ever', async (_, page) => {
		const client: Watched = clientOf(() => page(client.requests.length));
		await expect(collected(list(client, 1))).rejects.toThrow('repeats the same page');
		expect(client.requests.length).toBeLessThanOrEqual(4);
	});

	it.each(notLists)('fails if a page is no list: %p', async (body) => {
		await expect(
			collected(
				list(
					clientOf(() => body),
					2,
				),
			),
		).rejects.toThrow('other than a list');
	});
});

describe('cursorPages', () => {
	/** A token in the body, or in the query; the token is the last ID that was handed out. */
	const serverOf =
		(total: number) =>
		({ body, query = {} }: ProviderRequest) => {
			const { limit, after } = (body?.page ?? query) as { limit: number; after?: string };
			const start = after === undefined ? 0 : Number(after) + 1;
			const rows = rowsUpTo(total).slice(start, start + limit);
			return { rows, next: start + limit < total ? String(start + limit - 1) : '' };
		};

	const inQuery = (client: ProviderClient, maxPageSize: number) =>
		cursorPages(client, {
			path: '/calls',
			query: { status: 'x' },
			rows: rowsIn,
			maxPageSize,
			page: (limit, after) => ({ query: { limit, after } }),
			cursor: (body) => (body as { next?: string }).next,
		});

	const inBody = (client: ProviderClient, maxPageSize: number) =>
		cursorPages(client, {
			method: 'POST',
			path: '/twirp/List',
			body: { ids: ['a'] },
			rows: rowsIn,
			maxPageSize,
			page: (limit, after) => ({ body: { page: { limit, after } } }),
			cursor: (_, rows) => (rows.length === maxPageSize ? String(rows.at(-1)?.id) : null),
		});

	it.each([
		['query', inQuery],
		['body', inBody],
	])('has all rows in order, with the token in the %s', async (_, list) => {
		await fc.assert(
			fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), async (total, size) => {
				const client = clientOf(serverOf(total));
				expect(await collected(list(client, size))).toEqual(rowsUpTo(total));
				expect(client.requests.length).toBeLessThanOrEqual(Math.floor(total / size) + 1);
			}),
		);
	});

	it('asks with what the list is about, and with the token of the page before', async () => {
		const client = clientOf(serverOf(15));
		await collected(inQuery(client, 10));
		expect(queriesOf(client)).toEqual([
			{ status: 'x', limit: 10, after: undefined },
			{ status: 'x', limit: 10, after: '9' },
		]);
	});

	it('asks by another method as one that may be repeated and changes nothing', async () => {
		const client = clientOf(serverOf(15));
		await collected(inBody(client, 10));
		expect(client.requests).toEqual(
			[undefined, '9'].map((after) => ({
				method: 'POST',
				path: '/twirp/List',
				host: undefined,
				query: {},
				body: { ids: ['a'], page: { limit: 10, after } },
				readsOnly: true,
			})),
		);
	});

	it('fails at a token that is no text', async () => {
		const client = clientOf(() => ({ rows: rowsUpTo(1), next: 5 }));
		await expect(collected(inQuery(client, 1))).rejects.toThrow('a link that is not an address');
	});

	it('asks for no more rows on a page than are wanted', async () => {
		const client = clientOf(serverOf(100), { rowsWanted: 3 });
		expect(await taken(inQuery(client, 1000), 3)).toEqual(rowsUpTo(3));
		expect(queriesOf(client)).toEqual([{ status: 'x', limit: 3, after: undefined }]);
	});

	it.each<[what: string, page: (asked: number) => IDataObject]>([
		['the same token', () => ({ rows: [{ id: 1 }], next: 'a' })],
		['the same page', (asked) => ({ rows: [{ id: 1 }], next: `a${asked}` })],
		['empty pages', (asked) => ({ rows: [], next: `a${asked}` })],
		['tokens in a circle', (asked) => ({ rows: [{ id: asked }], next: `a${asked % 2}` })],
	])('fails if a server repeats %s for ever', async (_, page) => {
		const client: Watched = clientOf(() => page(client.requests.length));
		await expect(collected(inQuery(client, 1))).rejects.toThrow('repeats the same page');
		expect(client.requests.length).toBeLessThanOrEqual(4);
	});
});

describe('a list in which rows are looked for', () => {
	const all = { path: '/rows', rows: rowsIn, maxPageSize: 10, isSearched: true };
	const listings: Array<[string, (client: ProviderClient) => AsyncIterable<IDataObject>]> = [
		[
			'numbered',
			(client) =>
				numberedPages(client, {
					...all,
					parameters: { page: 'page', pageSize: 'size' },
					totalPages: () => undefined,
				}),
		],
		[
			'by offset',
			(client) =>
				offsetPages(client, {
					...all,
					parameters: { pageSize: 'size', offset: 'offset' },
					total: () => 25,
				}),
		],
		[
			'linked',
			(client) =>
				linkedPages(client, {
					...all,
					next: () => null,
					pageSize: { parameter: 'size', max: 10 },
				}),
		],
	];

	it.each(listings)('has pages as large as they get, whatever the limit: %s', async (_, list) => {
		const client = clientOf(
			(_request, { page = 1, offset = (page - 1) * 10 }) => ({
				rows: rowsUpTo(25).slice(offset, offset + 10),
			}),
			{ rowsWanted: 1 },
		);
		await collected(list(client));
		expect(client.requests[0].query).toMatchObject({ size: 10 });
	});
});
