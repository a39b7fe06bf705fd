import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';
import type { AccountState } from '../../../facts/configuration';
import {
	NO_PLATFORM,
	platformFields,
} from '../../../nodes/SipTrunk/configuration/platforms/inputs';
import {
	sandboxCredentials,
	type Fault,
	type LoggedRequest,
	type Sandbox,
} from '../../../sandbox/index';
import { runNode, type Run } from '../../support/engine';
import type { Bearings, Configuration } from './bearings';
import type { Options } from './options';
import type { Trial } from './trial';

/** Where a law is tried: one provider's simulated account, and the node's operations on it. */

export interface Place extends Bearings {
	provider: string;
	sandbox: Sandbox;
	/** Is told what has come about, whatever law is tried. */
	note?(what: string): void;
	/** Is told which Configuration Options are handed over. */
	noteOptions?(options: Options): void;
}

export interface Outcome {
	run: Run;
	row: IDataObject | undefined;
	/** Why it did not do what was asked. */
	error: string | undefined;
	/** All that it said with that, as n8n stores it. */
	told: string;
	requests: LoggedRequest[];
}

const OPTIONS = { timeout: 5, maxRetries: 1, maxWait: 0, requestsInParallel: 4 };

export interface More {
	digest?: string;
	faults?: Fault[];
	cancelAfterMs?: number;
	/** Configuration Options. */
	options?: Options;
}

/** Begins an operation with a configuration in JSON. */
export async function start(
	place: Place,
	operation: 'apply' | 'plan',
	configuration: Configuration,
	{ digest = '', faults = [], cancelAfterMs, options = {} }: More = {},
): Promise<Run> {
	const { platform, ...described } = configuration;
	place.sandbox.setFaults(faults);
	place.noteOptions?.(options);
	return await runNode({
		parameters: {
			provider: place.provider,
			resource: 'trunkConfiguration',
			operation,
			defineConfiguration: 'json',
			configuration: JSON.stringify(described),
			...platform,
			configurationOptions: { ...place.facts.secrets, ...options },
			expectedDigest: digest,
			options: OPTIONS,
		} as INodeParameters,
		credentials: sandboxCredentials(place.sandbox.addresses),
		...(cancelAfterMs === undefined ? {} : { cancelAfterMs }),
	});
}

function outcomeOf({ sandbox }: Place, run: Run): Outcome {
	const { error, items } = run;
	return {
		run,
		row: items[0]?.json,
		error: error?.message,
		told: error === undefined ? '' : JSON.stringify([error, error.message]),
		requests: [...sandbox.requests],
	};
}

export async function perform(...args: Parameters<typeof start>): Promise<Outcome> {
	const [place] = args;
	place.sandbox.requests.length = 0;
	const run = await start(...args);
	place.sandbox.clearFaults();
	notePlatform(place, run);
	return outcomeOf(place, run);
}

/** What is noted where the node says to which platform a trunk is, or would be, connected. */
export const CONNECTED = 'connected to a platform';

function notePlatform({ note }: Place, { items }: Run): void {
	if (items.some(({ json }) => json.platform !== undefined)) note?.(CONNECTED);
}

/** The fields of Connect To for items that have a platform each, or none. n8n asks for all where it is an expression. */
const platformPerItem = (configurations: Configuration[]) =>
	configurations.every(({ platform }) => platform === undefined)
		? {}
		: Object.fromEntries(
				platformFields.map(({ name }) => [
					name,
					`={{ $json.platform?.${name} ?? '${NO_PLATFORM}' }}`,
				]),
			);

/**
 * Gets or deletes the trunk of a name, or plans its removal.
 *
 * @param more Configuration Options are what is left in the form of a Plan that has been one for Apply
 */
export async function named(
	place: Place,
	operation: 'get' | 'delete' | 'plan',
	name: string,
	{ faults = [], digest = '', options }: Omit<More, 'cancelAfterMs'> = {},
): Promise<Outcome> {
	const { sandbox } = place;
	if (options !== undefined) place.noteOptions?.(options);
	sandbox.setFaults(faults);
	sandbox.requests.length = 0;
	const run = await runNode({
		parameters: {
			provider: place.provider,
			resource: 'trunkConfiguration',
			operation,
			// Where it is an expression, n8n hands over what the form would hide as well.
			...(operation === 'plan' ? { planFor: options ? "={{ 'delete' }}" : 'delete' } : {}),
			...(options && { configurationOptions: { ...place.facts.secrets, ...options } }),
			name,
			...(operation === 'delete' ? { ignoreIfMissing: true, expectedDigest: digest } : {}),
			options: OPTIONS,
		} as INodeParameters,
		credentials: sandboxCredentials(sandbox.addresses),
	});
	sandbox.clearFaults();
	return outcomeOf(place, run);
}

/**
 * Applies several configurations as items of one run, each with an outcome of its own.
 *
 * @param freeNumbers how many each is to get; without it what the options say
 */
export async function performTogether(
	place: Place,
	configurations: Configuration[],
	{ options = {} }: Pick<More, 'options'>,
	freeNumbers?: number[],
): Promise<Run> {
	const { sandbox } = place;
	sandbox.requests.length = 0;
	place.noteOptions?.({ ...options, ...(freeNumbers && { freeNumbers }) });
	const run = await runNode({
		parameters: {
			provider: place.provider,
			resource: 'trunkConfiguration',
			operation: 'apply',
			defineConfiguration: 'json',
			configuration: '={{ JSON.stringify($json.described) }}',
			...platformPerItem(configurations),
			configurationOptions: {
				...place.facts.secrets,
				...options,
				...(freeNumbers && { freeNumbers: '={{ $json.freeNumbers }}' }),
			},
			options: OPTIONS,
		} as INodeParameters,
		input: configurations.map(({ platform, ...described }, index) => ({
			platform,
			described,
			freeNumbers: freeNumbers?.[index],
		})) as IDataObject[],
		onError: 'continueErrorOutput',
		credentials: sandboxCredentials(sandbox.addresses),
	});
	notePlatform(place, run);
	return run;
}

/** Fresh accounts with what is there before. */
export function arrange(
	{ sandbox, facts }: Pick<Place, 'sandbox' | 'facts'>,
	{ present }: Pick<Trial, 'present'>,
): void {
	sandbox.reset();
	for (const trunk of present) facts.addTrunk(sandbox, trunk);
	sandbox.requests.length = 0;
}

export const stateOf = ({ sandbox, facts }: Pick<Place, 'sandbox' | 'facts'>): AccountState =>
	facts.state(sandbox);

/** What was on its way when a run ended or was cancelled has arrived. */
export async function settled(sandbox: Sandbox): Promise<void> {
	await sleep(60);
	while (sandbox.held() > 0 || sandbox.requests.some(({ durationMs }) => durationMs === 0)) {
		await sleep(10);
	}
}
