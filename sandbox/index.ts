import { createControl } from './control';
import type { Fault } from './faults/fault';
import { problemsOfPlan } from './faults/plan';
import { activate, strikesAtOnce, type ActiveFault } from './faults/strike';
import { ProviderHost, type Surroundings } from './host';
import { providerNames, simulators, type ProviderName, type States } from './providers';
import type { LoggedRequest } from './requestLog';
import type { Sandbox, SandboxOptions } from './sandbox';

export type { Fault, FaultKind } from './faults/fault';
export { badGateway, gatewayTimeout, internalError, serviceUnavailable } from './faults/fault';
export { sandboxCredentials } from './credentials';
export { providerNames, type ProviderName, type States } from './providers';
export type { Effect, LoggedRequest } from './requestLog';
export type { Sandbox, SandboxOptions } from './sandbox';

/** Starts the simulated providers and the control port, all on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const requests: LoggedRequest[] = [];
	let active: ActiveFault[] = [];
	const surroundings: Surroundings = {
		requests,
		activeFaults: () => active,
		log: options.log ?? (() => undefined),
		now: options.now ?? (() => new Date()),
		idSeed: options.idSeed ?? 'sandbox',
	};
	const forEach = <Value>(make: (name: ProviderName) => Value) =>
		Object.fromEntries(providerNames.map((name) => [name, make(name)])) as Record<
			ProviderName,
			Value
		>;
	const hosts = forEach((name) => new ProviderHost<unknown>(simulators[name], surroundings));

	const sandbox: Sandbox = {
		addresses: forEach(() => ''),
		controlAddress: '',
		requests,
		state: <Name extends ProviderName>(provider: Name) => hosts[provider].state as States[Name],
		setFaults(faults) {
			const problems = problemsOfPlan(faults);
			if (problems.length > 0) throw new RangeError(problems.join('; '));
			sandbox.clearFaults();
			active = activate(faults);
			for (const candidate of active.filter(strikesAtOnce)) {
				candidate.struck += 1;
				pausePorts(candidate.fault);
			}
		},
		faults: () => active.map(({ fault }) => fault),
		clearFaults() {
			active = [];
			for (const name of providerNames) void hosts[name].resume();
		},
		seedTrunks: (provider, trunks) =>
			hosts[provider].seed(
				typeof trunks === 'number' ? Array.from({ length: trunks }, () => undefined) : trunks,
			),
		held: () => providerNames.reduce((sum, name) => sum + hosts[name].held, 0),
		reset() {
			sandbox.clearFaults();
			requests.length = 0;
			for (const name of providerNames) hosts[name].reset();
			options.furnish?.(sandbox);
		},
		async stop() {
			await Promise.all(providerNames.map(async (name) => await hosts[name].stop()));
			await control.close();
		},
	};

	function pausePorts(fault: Fault): void {
		if (fault.kind !== 'refuse') return;
		const concerned = fault.provider === undefined ? providerNames : [fault.provider];
		for (const name of concerned) hosts[name].pause(fault.forMs);
	}

	const portBase = options.portBase ?? 0;
	const port = (offset: number) => (portBase === 0 ? 0 : portBase + offset);
	const control = createControl(sandbox);
	const starts = await Promise.allSettled([
		control.listen(port(0)),
		...providerNames.map(async (name, index) => await hosts[name].listen(port(index + 1))),
	]);
	const failure = starts.find((start) => start.status === 'rejected');
	if (failure !== undefined) {
		await sandbox.stop();
		throw failure.reason;
	}
	const [controlAddress, ...addresses] = starts.map((start) =>
		start.status === 'fulfilled' ? start.value : '',
	);
	sandbox.controlAddress = controlAddress;
	for (const [index, name] of providerNames.entries()) sandbox.addresses[name] = addresses[index];
	options.furnish?.(sandbox);
	if (options.faults !== undefined) sandbox.setFaults(options.faults);
	return sandbox;
}
