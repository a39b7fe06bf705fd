import type { FastifyInstance } from 'fastify';
import { sleep } from 'n8n-workflow';

export const loopback = '127.0.0.1';

/** The port of one provider, which can refuse connections for a while. */
export class Port {
	/** 0 until it listens. */
	number = 0;

	/** One for every wait in progress. */
	private readonly waits = new Set<AbortController>();

	private stopped = false;

	/** Counts pauses, so that only the latest one opens the port again. */
	private pauses = 0;

	private reopening: Promise<void> | undefined;

	constructor(private readonly app: FastifyInstance) {}

	get address(): string {
		return `http://${loopback}:${this.number}`;
	}

	/** Port 0 is any free one. */
	async listen(port: number): Promise<void> {
		await this.app.listen({ host: loopback, port });
		const address = this.app.server.address();
		this.number = typeof address === 'object' && address !== null ? address.port : port;
	}

	async stop(): Promise<void> {
		this.stopped = true;
		for (const wait of this.waits) wait.abort();
		if (this.number !== 0) await this.resume();
		await this.app.close();
	}

	/** Really stops listening: until the time is over, connections are refused. */
	pause(ms: number): void {
		this.pauses += 1;
		void this.keepClosed(this.pauses, ms);
	}

	/** Listens again, if it does not already. */
	async resume(): Promise<void> {
		this.pauses += 1;
		if (this.app.server.listening) return;
		this.reopening ??= this.reopen().finally(() => {
			this.reopening = undefined;
		});
		await this.reopening;
	}

	/** Waits, but no longer than this port lives. */
	async wait(ms: number): Promise<void> {
		if (this.stopped) return;
		const controller = new AbortController();
		this.waits.add(controller);
		await sleep(ms, controller.signal).catch(() => undefined);
		this.waits.delete(controller);
	}

	private async keepClosed(pause: number, ms: number): Promise<void> {
		if (this.reopening !== undefined) await this.reopening;
		if (pause !== this.pauses) return;
		const { server } = this.app;
		if (server.listening) {
			server.close();
			server.closeAllConnections();
		}
		await this.wait(ms);
		if (pause === this.pauses) await this.resume();
	}

	private async reopen(): Promise<void> {
		const { server } = this.app;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.number, loopback, () => {
				server.off('error', reject);
				resolve();
			});
		});
	}
}
