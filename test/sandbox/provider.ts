import { activate, type ActiveFault } from '../../sandbox/faults/strike';
import type { Fault } from '../../sandbox/faults/fault';
import { ProviderHost } from '../../sandbox/host';
import type { CallModel } from '../../sandbox/calls';
import type { CallingProvider } from '../../sandbox/provider';
import type { LoggedRequest } from '../../sandbox/requestLog';

export interface ProviderAlone<State> {
	/** Its base URL, without a slash at the end. */
	readonly address: string;
	readonly state: State;
	/** What calls over its trunks need. */
	readonly calls: CallModel<State>;
	readonly requests: LoggedRequest[];
	seed(names: Iterable<string | undefined>): void;
	setFaults(faults: Fault[]): void;
}

/** One simulated provider by itself for a test file, its account fresh before every test. */
export function useProvider<State>(
	provider: CallingProvider<State>,
	now: () => Date = () => new Date(),
): ProviderAlone<State> {
	const requests: LoggedRequest[] = [];
	let active: ActiveFault[] = [];
	let address = '';
	const host = new ProviderHost(provider, {
		requests,
		activeFaults: () => active,
		log: () => undefined,
		now,
		idSeed: 'sandbox',
	});
	beforeAll(async () => {
		address = await host.listen(0);
	});
	beforeEach(() => {
		host.reset();
		requests.length = 0;
		active = [];
	});
	// A mistake of the simulator itself is one in every test.
	afterEach(() => {
		expect(requests.filter(({ problem }) => problem !== undefined)).toEqual([]);
	});
	afterAll(async () => await host.stop());
	return {
		get address() {
			return address;
		},
		get state() {
			return host.state;
		},
		calls: provider.calls,
		requests,
		seed: (names) => host.seed(names),
		setFaults(faults) {
			active = activate(faults);
		},
	};
}
