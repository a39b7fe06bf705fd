import fastify from 'fastify';
import type { IDataObject } from 'n8n-workflow';

/** A provider that gives the answers it is told to, whatever it is asked for. */

/** The first rule that fits a request gives its answer; without any, 404. */
export interface Answer {
	method?: string;
	/** Fits paths that match; without it every path. */
	path?: RegExp;
	status?: number;
	/** JSON, or text as it is. */
	body: IDataObject | string;
}

export interface Answering {
	address: string;
	/** What has arrived: `GET /v1/Trunks?PageSize=50`. */
	readonly requests: string[];
	stop(): Promise<void>;
}

export async function startAnswering(answers: Answer[]): Promise<Answering> {
	const requests: string[] = [];
	const app = fastify({
		forceCloseConnections: true,
		routerOptions: { ignoreDuplicateSlashes: false },
	});
	for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
		app.removeContentTypeParser(type);
		app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) =>
			done(null, body),
		);
	}
	app.all('/*', async ({ method, url }, reply) => {
		requests.push(`${method} ${url}`);
		const [path] = url.split('?');
		const answer = answers.find(
			(one) => (one.method ?? method) === method && (one.path ?? /^/).test(path),
		);
		const { status = 200, body } = answer ?? { status: 404, body: {} };
		return await reply
			.code(status)
			.header('content-type', 'application/json')
			.send(typeof body === 'string' ? body : JSON.stringify(body));
	});
	const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
	return {
		address: `http://127.0.0.1:${port}`,
		requests,
		stop: async () => await app.close(),
	};
}
