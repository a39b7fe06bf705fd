import fastify from 'fastify';

/** A server that no request must ever reach, under another name than the sandbox's. */
export interface OtherHost {
	address: string;
	/** How many requests it got. */
	heard(): number;
	stop(): Promise<void>;
}

export async function startOtherHost(): Promise<OtherHost> {
	let heard = 0;
	const app = fastify({ forceCloseConnections: true });
	app.addHook('onRequest', async () => {
		heard += 1;
	});
	const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
	return {
		address: `http://localhost:${port}/elsewhere`,
		heard: () => heard,
		stop: async () => await app.close(),
	};
}
