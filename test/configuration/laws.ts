import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';
import type { AccountState } from '../../facts/configuration';
import {
	sandboxCredentials,
	type Fault,
	type LoggedRequest,
	type Sandbox,
} from '../../sandbox/index';
import { runNode, type Run } from '../support/engine';
import { SECTIONS, type Bearings, type Configuration, type SectionName, type Trial } from './trial';

/** What holds for Trunk Configuration at every provider, whatever is there and whatever goes wrong. */

export interface Place extends Bearings {
	provider: string;
	sandbox: Sandbox;
}

interface Outcome {
	run: Run;
	row: IDataObject | undefined;
	/** Why it did not do what was asked. */
	error: string | undefined;
	requests: LoggedRequest[];
}

const OPTIONS = { timeout: 5, maxRetries: 1, maxWait: 0, requestsInParallel: 4 };

interface More {
	removeUnnamed?: SectionName[];
	digest?: string;
	faults?: Fault[];
	cancelAfterMs?: number;
	options?: INodeParameters;
}

const changes = ({ method }: LoggedRequest) => method !== 'GET';

/** Removal of what is not named, of what the provider can remove. */
const removable = ({ port }: Bearings, sections: SectionName[]) =>
	sections.filter((section) => {
		const rules = section === 'phoneNumbers' ? port.numbers?.rules : port.sections[section]?.rules;
		return rules?.remove === true || rules?.remove === 'replace';
	});

async function start(
	place: Place,
	operation: string,
	configuration: Configuration,
	{ removeUnnamed = [], digest = '', faults = [], cancelAfterMs, options = {} }: More = {},
): Promise<Run> {
	place.sandbox.setFaults(faults);
	return await runNode({
		parameters: {
			provider: place.provider,
			resource: 'trunkConfiguration',
			operation,
			defineConfiguration: 'json',
			configuration: JSON.stringify(configuration),
			configurationOptions: { removeUnnamed: removable(place, removeUnnamed), ...options },
			expectedDigest: digest,
			options: OPTIONS,
		} as INodeParameters,
		credentials: sandboxCredentials(place.sandbox.addresses),
		...(cancelAfterMs === undefined ? {} : { cancelAfterMs }),
	});
}

async function perform(...args: Parameters<typeof start>): Promise<Outcome> {
	const { sandbox } = args[0];
	sandbox.requests.length = 0;
	const run = await start(...args);
	sandbox.clearFaults();
	const requests = [...sandbox.requests];
	return { run, row: run.items[0]?.json, error: run.error?.message, requests };
}

/** Fresh accounts with what is there before. */
function arrange({ sandbox, facts }: Place, { present }: Trial): void {
	sandbox.reset();
	for (const trunk of present) facts.addTrunk(sandbox, trunk);
	sandbox.requests.length = 0;
}

const stateOf = ({ sandbox, facts }: Place): AccountState => facts.state(sandbox);

const written = (state: unknown) => JSON.stringify(state);

/** What differs, for the report of a broken law. */
function difference(what: string, is: AccountState, wanted: AccountState): string[] {
	return written(is) === written(wanted)
		? []
		: [`${what}: ${written(is)} instead of ${written(wanted)}`];
}

/** How often each law was tried, and how often what it speaks of came about. */
export type Counts = Record<string, number>;

type Law = (place: Place, trial: Trial, count: (what: string) => void) => Promise<string[]>;

const REFUSALS =
	/Not everything can be had|Nobody can tell which one is meant|More would change than was approved/;

/** Refusals that are right: nothing was changed. */
function refusal({ error, requests }: Outcome): string[] | undefined {
	if (error === undefined) return undefined;
	if (!REFUSALS.test(error)) return [`a failure without a fault: ${error}`];
	return requests.some(changes) ? [`refused after a change: ${error}`] : [];
}

/** What cannot be read is known to nobody afterwards. */
const withoutUnreadable = ({ port }: Place, { trunks, leftovers }: AccountState): AccountState => {
	const isRead = (section: string) =>
		port.sections[section as 'sipCredentials']?.rules.read !== false;
	return {
		trunks: trunks.map((trunk) => ({
			...trunk,
			allowedAddresses: isRead('allowedAddresses') ? trunk.allowedAddresses : [],
		})),
		leftovers,
	};
};

/** What is there for good once it is there cannot be as it was before. */
const withoutWhatStays = ({ port }: Place, { trunks, leftovers }: AccountState): AccountState => {
	const stays = SECTIONS.filter((section) => {
		const { remove } =
			(section === 'phoneNumbers' ? port.numbers?.rules : port.sections[section]?.rules) ?? {};
		return remove === false;
	});
	const none = Object.fromEntries(stays.map((section) => [section, []]));
	return { trunks: trunks.map((trunk) => ({ ...trunk, ...none })), leftovers };
};

/** Entries that the provider would take twice and cannot remove again. */
const withoutCopies = ({ port }: Place, state: AccountState): AccountState => {
	const rules = port.sections.sipCredentials?.rules;
	if (rules === undefined || rules.isUnique || rules.remove !== false) return state;
	const once = <T>(all: T[]) => [...new Map(all.map((one) => [written(one), one])).values()];
	return {
		...state,
		trunks: state.trunks.map((trunk) => ({ ...trunk, sipCredentials: once(trunk.sipCredentials) })),
	};
};

const noChange = (requests: LoggedRequest[], what: string): string[] =>
	requests.filter(changes).map(({ method, path }) => `${what} sent ${method} ${path}`);

export const LAWS: Record<string, Law> = {
	async 'Apply twice: the second is unchanged'(place, trial, count) {
		arrange(place, trial);
		const more = { removeUnnamed: trial.removeUnnamed };
		const first = await perform(place, 'apply', trial.first, more);
		const refused = refusal(first);
		if (refused !== undefined) return refused;
		count(String(first.row?.outcome));
		const state = stateOf(place);
		const second = await perform(place, 'apply', trial.first, more);
		return [
			...(second.error === undefined ? [] : [`the second failed: ${second.error}`]),
			...(second.row?.outcome === 'unchanged'
				? []
				: [`the second: ${written(second.row?.changes)}`]),
			...noChange(second.requests, 'the second'),
			...difference('after the second', stateOf(place), state),
		];
	},

	async 'Get then Apply: unchanged'(place, trial, count) {
		// What a run has left without effect is not shown, and is removed as what is not wanted.
		arrange(place, { ...trial, present: trial.present.filter(({ isHalfMade }) => !isHalfMade) });
		const state = stateOf(place);
		const got = await named(place, 'get', String(trial.first.name));
		if (got.error !== undefined) {
			return noChange(got.requests, 'Get').concat(
				/Nobody can tell|has no trunk/.test(got.error) ? [] : [got.error],
			);
		}
		count('a trunk was read');
		const configuration = got.row as Configuration;
		const applied = await perform(place, 'apply', configuration, { removeUnnamed: SECTIONS });
		return [
			...(applied.error === undefined ? [] : [`failed: ${applied.error}`]),
			...(applied.row?.outcome === 'unchanged' ? [] : [`changed ${written(applied.row?.changes)}`]),
			...noChange([...got.requests, ...applied.requests], 'it'),
			...difference('afterwards', stateOf(place), state),
		];
	},

	async 'Plan sends nothing but reads, and says what Apply does'(place, trial, count) {
		arrange(place, trial);
		const state = stateOf(place);
		const more = { removeUnnamed: trial.removeUnnamed };
		const plan = await perform(place, 'plan', trial.first, more);
		const problems = [
			...noChange(plan.requests, 'Plan'),
			...difference('after Plan', stateOf(place), state),
		];
		if (plan.error !== undefined) return [...problems, ...(refusal(plan) ?? [])];
		const applied = await perform(place, 'apply', trial.first, more);
		const isRefused = (plan.row?.notSupported as unknown[]).length > 0;
		if (isRefused !== (applied.error !== undefined)) {
			problems.push(`Plan told ${written(plan.row?.notSupported)}, Apply ${applied.error}`);
		}
		if (isRefused) return problems;
		count('a plan was carried out');
		const sorted = (changed: unknown) => (changed as unknown[]).map(written).sort();
		if (written(sorted(plan.row?.changes)) !== written(sorted(applied.row?.changes))) {
			problems.push(`planned ${written(plan.row?.changes)}, done ${written(applied.row?.changes)}`);
		}
		return problems;
	},

	async 'Apply A then B = B alone'(place, random, count) {
		const more = { removeUnnamed: SECTIONS };
		// An own entry that is shared as well is not made anew once it is gone.
		const nothing = { sipCredentials: [], allowedAddresses: [] };
		const trial = {
			...random,
			present: random.present.map((one) => ({ ...one, shared: nothing })),
		};
		arrange(place, trial);
		const alone = await perform(place, 'apply', trial.second, more);
		const refused = refusal(alone);
		if (refused !== undefined) return refused;
		const wanted = stateOf(place);
		arrange(place, trial);
		const first = await perform(place, 'apply', trial.first, more);
		if (first.error !== undefined) return refusal(first) ?? [];
		const second = await perform(place, 'apply', trial.second, more);
		if (second.error !== undefined) return refusal(second) ?? [];
		count('both were applied');
		return difference(
			'after both',
			withoutWhatStays(place, stateOf(place)),
			withoutWhatStays(place, wanted),
		);
	},

	async 'a fault at any request, then Apply again = the state without it'(place, trial, count) {
		const more = { removeUnnamed: trial.removeUnnamed };
		arrange(place, trial);
		const clean = await perform(place, 'apply', trial.first, more);
		const refused = refusal(clean);
		if (refused !== undefined) return refused;
		const wanted = stateOf(place);
		arrange(place, trial);
		const struck = await perform(place, 'apply', trial.first, {
			...more,
			faults: [{ ...trial.fault, after: trial.at, times: 1 } as Fault],
		});
		if (struck.requests.some(({ fault }) => fault !== undefined)) count('a fault struck');
		if (struck.error !== undefined) count('Apply failed');
		const again = await perform(place, 'apply', trial.first, more);
		return [
			...(again.error === undefined ? [] : [`again: ${again.error} (first: ${struck.error})`]),
			...difference(
				`after ${trial.fault.kind} at ${trial.at}`,
				withoutUnreadable(place, stateOf(place)),
				withoutUnreadable(place, wanted),
			),
		];
	},

	async 'the process dies after any request, then Apply again = the state without it'(
		place,
		trial,
		count,
	) {
		const more = { removeUnnamed: trial.removeUnnamed };
		arrange(place, trial);
		const clean = await perform(place, 'apply', trial.first, more);
		const refused = refusal(clean);
		if (refused !== undefined) return refused;
		const wanted = stateOf(place);
		const at = trial.at % Math.max(1, clean.requests.length);
		arrange(place, trial);
		const killed = await perform(place, 'apply', trial.first, {
			...more,
			faults: [
				{ kind: 'resetAfter', after: at, times: 1 },
				{ kind: 'resetBefore', after: at + 1, times: null },
			],
		});
		if (killed.error !== undefined) count('it died');
		const again = await perform(place, 'apply', trial.first, more);
		return [
			...(again.error === undefined ? [] : [`again: ${again.error}`]),
			...difference(
				`killed after request ${at}`,
				withoutUnreadable(place, stateOf(place)),
				withoutUnreadable(place, wanted),
			),
		];
	},

	async 'cancelled, then Apply again = the state without it'(place, trial, count) {
		const more = { removeUnnamed: trial.removeUnnamed };
		arrange(place, trial);
		const clean = await perform(place, 'apply', trial.first, more);
		const refused = refusal(clean);
		if (refused !== undefined) return refused;
		const wanted = stateOf(place);
		arrange(place, trial);
		const cancelled = await perform(place, 'apply', trial.first, {
			...more,
			faults: [{ kind: 'latency', ms: 10, times: null }],
			cancelAfterMs: trial.cancelAfterMs,
		});
		if (cancelled.run.status === 'canceled') count('it was cancelled');
		await settled(place.sandbox);
		const again = await perform(place, 'apply', trial.first, more);
		return [
			...(again.error === undefined ? [] : [`again: ${again.error}`]),
			...difference(
				'after a cancellation',
				withoutUnreadable(place, stateOf(place)),
				withoutUnreadable(place, wanted),
			),
		];
	},

	async 'two runs at once = one'(place, trial, count) {
		const more = { removeUnnamed: trial.removeUnnamed };
		arrange(place, trial);
		const single = await perform(place, 'apply', trial.first, more);
		const refused = refusal(single);
		if (refused !== undefined) return refused;
		const wanted = withoutCopies(place, stateOf(place));
		arrange(place, trial);
		place.sandbox.requests.length = 0;
		const { seed, jitterMs } = trial.latency;
		const faults: Fault[] = [{ kind: 'latency', ms: 0, jitterMs, times: null, seed }];
		const runs = await Promise.all([
			start(place, 'apply', trial.first, { ...more, faults }),
			start(place, 'apply', trial.first, { ...more, faults }),
		]);
		place.sandbox.clearFaults();
		const failed = runs.filter(({ error }) => error !== undefined);
		count(failed.length === 0 ? 'both ended well' : 'one failed');
		if (runs.every(({ items }) => (items[0]?.json.changes as unknown[] | undefined)?.length)) {
			count('both changed something');
		}
		const problems = difference('after two at once', withoutCopies(place, stateOf(place)), wanted);
		const again = await perform(place, 'apply', trial.first, more);
		if (again.row?.outcome !== 'unchanged') {
			problems.push(`a third one: ${again.error ?? written(again.row?.changes)}`);
		}
		return problems;
	},

	async '"previous" applied brings the former state back'(place, trial, count) {
		arrange(place, trial);
		const before = stateOf(place);
		const applied = await perform(place, 'apply', trial.first, {
			removeUnnamed: trial.removeUnnamed,
		});
		const refused = refusal(applied);
		if (refused !== undefined) return refused;
		const previous = applied.row?.previous as Configuration | null;
		if (previous === null) return [];
		// Nothing is ever cleared, so a value that was not set does not go away again.
		const { unique } = place.facts.settings;
		const hadUnique =
			unique === undefined || trial.first[unique] === undefined || previous[unique] !== undefined;
		if (!hadUnique) return [];
		const back = await perform(place, 'apply', previous, { removeUnnamed: SECTIONS });
		if (back.error !== undefined) return refusal(back) ?? [];
		count('it went back');
		const trunks = (account: AccountState): AccountState => ({
			...withoutWhatStays(place, account),
			leftovers: [],
		});
		return difference('gone back', trunks(stateOf(place)), trunks(before));
	},

	async 'a number is never taken from elsewhere unless that is told'(place, trial, count) {
		const { port, sandbox, facts } = place;
		if (port.numbers === undefined) return [];
		const [name, other] = ['Wanted', 'Other'];
		const [number] = facts.numbers.free;
		const { unique = '' } = facts.settings;
		const wanted = { ...trial.first, name, phoneNumbers: [number], [unique]: undefined };
		const begin = async () => {
			arrange(place, { ...trial, present: [] });
			await perform(place, 'apply', { ...facts.always, name: other });
			sandbox.requests.length = 0;
		};
		await begin();
		const clean = await perform(place, 'apply', wanted);
		if (clean.error !== undefined) return refusal(clean) ?? [];
		await begin();
		// The last two look where the number is, and assign it.
		const moment = trial.at % Math.max(1, clean.requests.length - 2);
		const applying = start(place, 'apply', wanted, {
			faults: [{ kind: 'latency', ms: 20, times: null }],
		});
		while (sandbox.requests.filter(({ status }) => status > 0).length < moment) {
			await sleep(1);
		}
		facts.route(sandbox, number, other);
		const run = await applying;
		sandbox.clearFaults();
		if (run.error !== undefined) count('it was refused');
		const on = stateOf(place).trunks.find(({ phoneNumbers }) => phoneNumbers.includes(number));
		return on?.name === other ? [] : [`${number} was taken from ${other} to ${on?.name}`];
	},

	async 'an approved plan is never exceeded'(place, trial, count) {
		arrange(place, trial);
		const more = { removeUnnamed: trial.removeUnnamed };
		const plan = await perform(place, 'plan', trial.first, more);
		if (plan.error !== undefined) return refusal(plan) ?? [];
		// Somebody changes the trunk in between.
		await perform(place, 'apply', trial.second, { removeUnnamed: SECTIONS });
		const digest = String(plan.row?.digest);
		const applied = await perform(place, 'apply', trial.first, { ...more, digest });
		if (applied.error !== undefined) {
			count('it was refused');
			return refusal(applied) ?? [];
		}
		count('it was applied');
		const approved = (plan.row?.changes as unknown[]).map(written);
		return (applied.row?.changes as unknown[])
			.map(written)
			.filter((change) => !approved.includes(change))
			.map((change) => `not approved: ${change}`);
	},

	async 'Delete leaves nothing of the trunk and everything else, also after a fault'(
		place,
		trial,
		count,
	) {
		if (place.port.remove === undefined) return [];
		arrange(place, trial);
		const before = stateOf(place);
		const applied = await perform(place, 'apply', { ...trial.first, name: 'Going' }, {});
		if (applied.error !== undefined || applied.row?.outcome !== 'created') {
			return refusal(applied) ?? [];
		}
		const struck = await named(place, 'delete', 'Going', [
			{ ...trial.fault, after: trial.at, times: 1 } as Fault,
		]);
		if (struck.requests.some(({ fault }) => fault !== undefined)) count('a fault struck');
		const again = await named(place, 'delete', 'Going');
		if (again.error !== undefined) {
			return /would be left without a trunk/.test(again.error) ? [] : [`again: ${again.error}`];
		}
		count('it was removed');
		return difference('afterwards', stateOf(place), before);
	},

	async 'no secret in what is put out'(place, trial, count) {
		if (place.port.sections.sipCredentials === undefined) return [];
		arrange(place, trial);
		const secret = 'Own-Secret-77!';
		const usernames = ((trial.first.sipCredentials ?? []) as Array<{ username: string }>).map(
			({ username }) => username,
		);
		const [own, ...generated] = usernames;
		const options = {
			ownPasswords: { row: own === undefined ? [] : [{ username: own, password: secret }] },
		};
		const problems: string[] = [];
		const plan = await perform(place, 'plan', trial.first, { options });
		const applied = await perform(place, 'apply', trial.first, {
			options,
			faults: [{ ...trial.fault, after: trial.at, times: 1 } as Fault],
		});
		const told = [plan, applied].map(({ row, error }) => written([row, error]));
		if (told.some((text) => text.includes(secret))) problems.push('the own password was put out');
		const rows = (applied.row?.sipCredentials ?? []) as Array<Record<string, unknown>>;
		for (const { username, passwordKnown, password } of rows) {
			if (password === undefined) continue;
			count('a password was made');
			const isOwn = username === own;
			if (isOwn || passwordKnown !== true) problems.push(`${String(username)} has a password`);
			if (told[1].split(String(password)).length !== 2) problems.push('a password is told twice');
			if (!generated.includes(String(username)))
				problems.push(`${String(username)} was not asked for`);
		}
		return problems;
	},
};

/** Gets or deletes the trunk of a name. */
async function named(
	place: Place,
	operation: 'get' | 'delete',
	name: string,
	faults: Fault[] = [],
): Promise<Outcome> {
	const { sandbox } = place;
	sandbox.setFaults(faults);
	sandbox.requests.length = 0;
	const run = await runNode({
		parameters: {
			provider: place.provider,
			resource: 'trunkConfiguration',
			operation,
			name,
			ignoreIfMissing: true,
			options: OPTIONS,
		},
		credentials: sandboxCredentials(sandbox.addresses),
	});
	sandbox.clearFaults();
	const requests = [...sandbox.requests];
	return { run, row: run.items[0]?.json, error: run.error?.message, requests };
}

/** What was on its way when a run was cancelled has arrived. */
async function settled(sandbox: Sandbox): Promise<void> {
	await sleep(60);
	while (sandbox.requests.some(({ durationMs }) => durationMs === 0)) {
		await sleep(10);
	}
}
