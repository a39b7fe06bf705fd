import axios from 'axios';
import fastify from 'fastify';
import type { IDataObject } from 'n8n-workflow';

/** What a provider that repeats a text answers in place of a value. */
export type Echoing = (value: string, key: string) => string;

/** A provider that answers oddly: it stands before another one and changes the texts and objects of its JSON. */
export interface Echo {
	/** The address through which that address is reached. */
	addressOf(target: string): string;
	/** From now on, texts are changed so. */
	echoing: Echoing;
	/** From now on, objects are changed so, before their texts. */
	changing(object: IDataObject): IDataObject;
	/** How many texts have been changed. */
	changed(): number;
	stop(): Promise<void>;
}

export async function startEcho(): Promise<Echo> {
	let origin = '';
	let changed = 0;
	const rewritten = (value: unknown, key = ''): unknown => {
		if (Array.isArray(value)) return value.map((entry) => rewritten(entry, key));
		if (value !== null && typeof value === 'object') {
			const entries = Object.entries(echo.changing(value as IDataObject));
			return Object.fromEntries(entries.map(([name, entry]) => [name, rewritten(entry, name)]));
		}
		if (typeof value !== 'string') return value;
		const echoed = echo.echoing(value, key);
		if (echoed !== value) changed += 1;
		return echoed;
	};

	const app = fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	app.setNotFoundHandler(async ({ method, raw, headers, body }, reply) => {
		const own = ['host', 'content-length', 'connection'];
		const others = Object.entries(headers).filter(([name]) => !own.includes(name));
		const answer = await axios.request<string>({
			method,
			url: origin + String(raw.url),
			headers: { ...(Object.fromEntries(others) as Record<string, string>), connection: 'close' },
			data: body,
			responseType: 'text',
			transformRequest: (data: unknown) => data,
			transformResponse: (data: unknown) => data,
			validateStatus: () => true,
			maxRedirects: 0,
		});
		const text = answer.data === '' ? '' : JSON.stringify(rewritten(JSON.parse(answer.data)));
		return await reply.code(answer.status).type('application/json').send(text);
	});
	const { origin: itself } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));

	const echo: Echo = {
		addressOf(target) {
			origin = new URL(target).origin;
			return target.replace(origin, itself);
		},
		echoing: (value) => value,
		changing: (object) => object,
		changed: () => changed,
		stop: async () => await app.close(),
	};
	return echo;
}
