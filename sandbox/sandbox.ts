import type { Fault } from './faults/fault';
import type { ProviderName, States } from './providers';
import type { LoggedRequest } from './requestLog';

export interface SandboxOptions {
	/** Control listens here, the providers on the ports after it. Default 0: any free ports. */
	portBase?: number;
	/** Gets one line per finished request. */
	log?: (line: string) => void;
	faults?: Fault[];
	/** The time in answers. Default: the real time. */
	now?: () => Date;
	/** The same seed gives the same ids for the same requests. */
	idSeed?: string;
	/** Puts more into fresh accounts than they have by themselves: at the start, and after every reset. */
	furnish?: (sandbox: Sandbox) => void;
}

export interface Sandbox {
	/** Base URLs as the credentials want them, such as `http://127.0.0.1:4104/api/v1`. */
	addresses: Record<ProviderName, string>;
	controlAddress: string;
	/** Every request since the start or the last reset, in order of arrival. */
	readonly requests: LoggedRequest[];
	/** The provider's live state; a new one after `reset`. */
	state<Name extends ProviderName>(provider: Name): States[Name];
	/** Replaces the plan of faults; throws a `RangeError` that names what is wrong with it. */
	setFaults(faults: Fault[]): void;
	/** The plan in force, as it was set. */
	faults(): Fault[];
	clearFaults(): void;
	/** Adds that many trunks, or one for every name, quickly: no requests, no log entries. */
	seedTrunks(provider: ProviderName, trunks: number | readonly string[]): void;
	/** How many requests latency holds back, also those whose sender no longer waits for an answer. */
	held(): number;
	/** Fresh accounts, furnished as at the start; no faults, an empty log. What latency holds back is dropped. */
	reset(): void;
	stop(): Promise<void>;
}
