import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runNode } from '../support/engine';
import { sandboxCredentials } from '../../sandbox/index';

it('many rows', async () => {
	for (const count of [50_000, 100_000, 200_000]) {
		const rows = Array.from({ length: count }, (_, i) => ({
			id: `trunk_${i}`,
			name: `Trunk ${i}`,
			gateway_name: `gw${i}`,
			direction: 'outbound',
			created_at: '2026-05-12T05:11:52Z',
			register: true,
			username: `user${i}`,
			proxy: 'sip.example.net',
			channels: 10,
		}));
		const body = JSON.stringify({ data: rows, count });
		const server = createServer((_, res) => {
			res.setHeader('content-type', 'application/json');
			res.end(body);
		});
		await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
		const port = (server.address() as AddressInfo).port;
		const credentials = sandboxCredentials({
			miniVoice: `http://127.0.0.1:${port}`,
			tryVox: `http://127.0.0.1:${port}`,
			twilio: 'http://127.0.0.1:1',
			vobiz: 'http://127.0.0.1:1',
			vyom: 'http://127.0.0.1:1',
		} as never);
		for (const simplify of [true, false]) {
			const t = Date.now();
			const run = await runNode({
				parameters: {
					provider: 'miniVoice',
					resource: 'trunk',
					operation: 'getAll',
					returnAll: true,
					simplify,
				},
				credentials,
			});
			console.log(
				count,
				body.length,
				simplify,
				run.items.length,
				run.error?.message,
				'ms',
				Date.now() - t,
				'run',
				run.runTimeMs,
			);
		}
		server.close();
	}
}, 300_000);
