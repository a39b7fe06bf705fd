import { sleep, type INodeParameters } from 'n8n-workflow';
import {
	sandboxCredentials,
	startSandbox,
	type Fault,
	type ProviderName,
	type Sandbox,
} from '../../sandbox/index';
import { isAnswered } from '../support/isAnswered.cjs';
import { runNode, type Run } from '../support/engine';
import type { Thing } from '../../facts/account';
import { facts } from '../../facts/index';
import { startOtherHost, type OtherHost } from './otherHost';
import {
	goesToTheEnd,
	prepare,
	TO_THE_END,
	withSecrets,
	type Asked,
	type Choice,
	type Scenario,
} from './scenario/index';
import { credentialSecrets, type Evidence } from './verdict/index';

/** In the forms in which providers repeat them. */
const secretsOf = (provider: ProviderName, asked: Asked[]) =>
	[
		...credentialSecrets(provider),
		// Nobody repeats to one item what another has sent.
		...(asked.length === 1 ? asked[0].secrets : []),
	].flatMap((secret) => [secret, encodeURIComponent(secret)]);

/** No provider has this path, and no operation asks for it. */
const BARRIER = '/is-anybody-there';

const TICK_MS = 50;

/** On a machine that has other things to do. */
const NOTICED_AFTER_MS = 2000;
/** An answer that never ends does so with its lane. */
const LONGEST_OPEN_MS = 10_000;

/** Notes how late everything is on a machine that has other things to do. */
class Clock {
	/** By how much timers were late during the run, and until all had arrived, all together. */
	lateMs = 0;

	private isRunning = true;

	constructor() {
		void this.tick();
	}

	stop(): void {
		this.isRunning = false;
	}

	private async tick(): Promise<void> {
		while (this.isRunning) {
			const startedAt = Date.now();
			await sleep(TICK_MS);
			this.lateMs += Math.max(0, Date.now() - startedAt - TICK_MS);
		}
	}
}

/** A sandbox of one's own with the place to which redirects lead, so that several runs can wait side by side. */
export class Lane {
	/** A run since the last reset has been cancelled, or may have met its timeout. */
	private hasGivenUp = false;

	private constructor(
		readonly sandbox: Sandbox,
		readonly otherHost: OtherHost,
		/** What the sandbox has printed since the run began. */
		private readonly logLines: string[],
	) {}

	static async open(): Promise<Lane> {
		const logLines: string[] = [];
		const sandbox = await startSandbox({ log: (line) => logLines.push(line) });
		return new Lane(sandbox, await startOtherHost(), logLines);
	}

	async close(): Promise<void> {
		await Promise.all([this.sandbox.stop(), this.otherHost.stop()]);
	}

	/**
	 * Runs the node once under faults and gathers what came of it.
	 *
	 * @param earlier faults under which the same was run before, which is then a part of what was there
	 */
	async run(choice: Choice, scenario: Scenario, earlier?: Fault[]): Promise<Evidence> {
		const { sandbox } = this;
		const provider = choice.provider.value;
		await this.untilOpen(provider);
		do {
			sandbox.reset();
			sandbox.requests.length = 0;
			// A request that an earlier run had given up may still arrive.
			if (this.hasGivenUp) await sleep(TICK_MS);
		} while (sandbox.requests.length > 0);
		this.hasGivenUp = false;
		const belongings = facts[provider].account.furnish(sandbox);
		const written = new Map(
			facts[provider].account.things(sandbox).map(({ id, label }) => [id, label]),
		);
		const { parameters, asked } = prepare(choice, scenario, belongings, (id) =>
			String(written.get(id) ?? id),
		);
		const runWith = async (faults: Fault[], cancelAfterMs: number | null) => {
			sandbox.setFaults(withSecrets(faults, secretsOf(provider, asked)));
			const run = await runNode({
				parameters,
				input: asked.map(({ values }) => values),
				credentials: sandboxCredentials(sandbox.addresses),
				onError: scenario.onError,
				...(cancelAfterMs === null ? {} : { cancelAfterMs }),
			});
			this.hasGivenUp ||=
				run.status === 'canceled' || run.runTimeMs >= scenario.options.timeout * 1000;
			return run;
		};
		if (earlier !== undefined) await runWith(earlier, null);
		const before = facts[provider].account.things(sandbox);
		sandbox.requests.length = 0;
		this.logLines.length = 0;
		const heard = this.otherHost.heard();
		const clock = new Clock();
		const run = await runWith(scenario.faults, scenario.cancelAfterMs);
		const leftOpen = goesToTheEnd(choice) ? [] : await this.leftOpen();
		await this.untilQuiet(provider, scenario);
		// Until then, because on a busy machine what was sent before a cancellation arrives as late as everything else.
		clock.stop();
		if (run.status === 'canceled' && goesToTheEnd(choice)) await this.untilMoved(provider, before);
		return {
			choice,
			scenario,
			asked,
			run,
			requests: sandbox.requests.filter(({ path }) => path !== BARRIER),
			before,
			after: facts[provider].account.things(sandbox),
			logLines: [...this.logLines],
			elsewhere: this.otherHost.heard() - heard,
			leftOpen,
			cancelledAt: run.status === 'canceled' ? run.cancelledAt : undefined,
			lateMs: clock.lateMs,
		};
	}

	/** Lists the trunks that are there, under faults. */
	async lists(provider: ProviderName, parameters: INodeParameters, faults: Fault[]): Promise<Run> {
		this.sandbox.setFaults(faults);
		return await runNode({
			parameters: { provider, resource: 'trunk', operation: 'getAll', ...parameters },
			credentials: sandboxCredentials(this.sandbox.addresses),
		});
	}

	/**
	 * The port is open, also after a run that had closed it, and what the node had sent by now has arrived: connections
	 * are taken on in their order.
	 */
	private async untilOpen(provider: ProviderName): Promise<void> {
		const address = new URL(BARRIER, this.sandbox.addresses[provider]).href;
		for (let times = 0; times < 2; ) {
			if (await isAnswered(address)) times += 1;
			else {
				// Somebody else may have had the port for a moment.
				this.sandbox.clearFaults();
				await sleep(10);
			}
		}
	}

	/** Every number that had a trunk has one: none is left between two, also when the execution was cancelled. */
	private async untilMoved(provider: ProviderName, before: Thing[]): Promise<void> {
		const longestMs = TO_THE_END.maxWait * 1000;
		const isMoving = () => {
			const now = new Map(
				facts[provider].account.things(this.sandbox).map(({ id, parent }) => [id, parent]),
			);
			return before.some(
				({ kind, id, parent }) =>
					kind === 'phoneNumber' && parent !== undefined && now.get(id) === undefined,
			);
		};
		for (let ms = 0; ms < longestMs && isMoving(); ms += TICK_MS) await sleep(TICK_MS);
		// What is still on its way is a look at what has become of it.
		await sleep(TICK_MS);
	}

	/** What of the run's requests is still open when the node has ended, after a moment in which the sandbox notices. */
	private async leftOpen(): Promise<string[]> {
		const open = () => this.sandbox.requests.filter(({ durationMs }) => durationMs === 0);
		for (let ms = 0; ms < NOTICED_AFTER_MS && open().length > 0; ms += TICK_MS)
			await sleep(TICK_MS);
		return open().map(({ method, path }) => `${method} ${path}`);
	}

	/** Every request has ended, also one that the node no longer waited for. */
	private async untilQuiet(provider: ProviderName, { cancelAfterMs }: Scenario): Promise<void> {
		if (cancelAfterMs !== null) await sleep(300);
		this.sandbox.clearFaults();
		await this.untilOpen(provider);
		const isOver = () =>
			this.sandbox.held() === 0 && this.sandbox.requests.every(({ durationMs }) => durationMs > 0);
		for (let ms = 0; ms < LONGEST_OPEN_MS && !isOver(); ms += 5) await sleep(5);
	}
}
