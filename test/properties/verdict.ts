import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Run } from '../support/engine';
import { parse } from '../support/flatted.cjs';
import { isRead } from '../../facts/requests';
import { isSignedIn } from '../../sandbox/account';
import { providerNames, type LoggedRequest, type ProviderName } from '../../sandbox/index';
import { simulators } from '../../sandbox/providers';
import type { Thing } from '../../facts/account';
import { facts } from '../../facts/index';
import {
	goesToTheEnd,
	kindOf,
	TO_THE_END,
	type Asked,
	type Choice,
	type Scenario,
} from './scenario';

/**
 * Compares what the node says with what the sandbox saw: its log of requests and the account before and after.
 * Every function returns what is wrong, as sentences; nothing is wrong if there are none.
 */

export interface Evidence {
	choice: Choice;
	scenario: Scenario;
	asked: Asked[];
	run: Run;
	requests: LoggedRequest[];
	before: Thing[];
	after: Thing[];
	/** What the sandbox has printed. */
	logLines: string[];
	/** Requests that have reached the place to which redirects lead. */
	elsewhere: number;
	/** Requests that were open when the node had ended. */
	leftOpen: string[];
	/** When the execution was cancelled, in milliseconds since 1970. */
	cancelledAt?: number;
	/** By how much the machine was late during the run, all together. */
	lateMs: number;
}

/** What the node says became of an item. */
export type Outcome =
	| { state: 'done'; rows: IDataObject[]; ids: string[] }
	| { state: 'failed'; mayExist: boolean; said: string }
	| { state: 'notStarted' }
	/** The execution was cancelled: nothing is said about any item. */
	| { state: 'untold' };

const plain = (html: string) =>
	html
		.replaceAll('<br>', '\n')
		.replaceAll('&quot;', '"')
		.replaceAll('&gt;', '>')
		.replaceAll('&lt;', '<')
		.replaceAll('&amp;', '&');

const MAY_EXIST = /may exist|may have been|may be on no trunk|is now on|is now free/i;

/** All that may tell what a row is about: with Simplify off it has the provider's own keys. */
const idsOf = ({ provider, resource }: Choice, row: IDataObject): string[] =>
	[
		...[row.id, row.sid, row.trunk_id, row.e164, row.phoneNumber, row.phone_number, row.trunkId],
		(resource.idOf ?? provider.api.idOf)(row),
	]
		.filter((id) => typeof id === 'string' && id !== '')
		.map(String);

/** Outcomes as the items that left the node tell them. */
function fromItems({ run, asked, choice }: Evidence, problems: string[]): Outcome[] {
	const outcomes: Outcome[] = asked.map(() => ({ state: 'notStarted' }));
	const order: number[] = [];
	for (const { json, pairedItem } of [...run.items, ...run.errorItems]) {
		const { item } = pairedItem as { item: number };
		const details = json.details as IDataObject | undefined;
		const outcome = outcomes[item];
		if (outcome === undefined) {
			problems.push(`an item is paired with ${item}, which does not exist`);
			continue;
		}
		if (typeof json.error === 'string' && details !== undefined) {
			if (outcome.state !== 'notStarted') problems.push(`item ${item} has more than one outcome`);
			const said = json.error;
			outcomes[item] = {
				state: 'failed',
				mayExist: details.mayExist === true || MAY_EXIST.test(said),
				said,
			};
		} else if (outcome.state === 'failed') {
			problems.push(`item ${item} has an error and a result`);
		} else if (outcome.state === 'done') {
			outcome.rows.push(json);
			outcome.ids.push(...idsOf(choice, json));
		} else {
			outcomes[item] = { state: 'done', rows: [json], ids: idsOf(choice, json) };
		}
	}
	for (const items of [run.items, run.errorItems]) {
		const places = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		if (places.some((place, index) => index > 0 && place < places[index - 1])) {
			problems.push(`the items left out of order: ${places.join(', ')}`);
		}
		order.push(...places);
	}
	return outcomes;
}

/** Outcomes as the error tells them that stopped the workflow. */
function fromError({ run, asked, choice }: Evidence, problems: string[]): Outcome[] {
	const {
		message = '',
		description = '',
		context,
	} = run.error as unknown as {
		message?: string;
		description?: string | null;
		context?: { itemIndex?: number };
	};
	const told = plain(description ?? '');
	const outcomes: Outcome[] = asked.map(() => ({ state: 'notStarted' }));
	const failed = context?.itemIndex;
	if (failed === undefined) {
		problems.push(`the error names no item: ${message}`);
		return outcomes;
	}
	outcomes[failed] = {
		state: 'failed',
		mayExist: MAY_EXIST.test(`${message} ${told.split('\n')[0]}`),
		said: message,
	};
	if (choice.operation.readsOnly || asked.length === 1 || told.includes('nothing was sent')) {
		return outcomes;
	}
	// Behind what was done stands which passwords are lost.
	const account = (told.split('\n').at(-1) ?? '').replace(/ The passwords? made for .*$/s, '');
	const done = /Done \(".*?"\), (\d+) of \d+: (.*?)\.(?= Failed at| Not started|$)/s.exec(account);
	const also = /Failed at the same time: (.*?)(?= Not started|$)/s.exec(account);
	const notStarted = Number(/Not started: (\d+)\./.exec(account)?.[1] ?? 0);
	for (const [, item, ids] of (done?.[2] ?? '').matchAll(/item (\d+): (.*?)(?=; item \d+:|$)/gs)) {
		outcomes[Number(item)] = { state: 'done', rows: [], ids: ids.split(', ') };
	}
	for (const [, item, said] of (also?.[1] ?? '').matchAll(/item (\d+): (.*?)(?=; item \d+:|$)/gs)) {
		outcomes[Number(item)] = { state: 'failed', mayExist: MAY_EXIST.test(said), said };
	}
	const counted = outcomes.filter(({ state }) => state === 'notStarted').length;
	if (counted !== notStarted || Number(done?.[1] ?? 0) !== count(outcomes, 'done')) {
		problems.push(`the error counts the items wrongly: ${account}`);
	}
	return outcomes;
}

const count = (outcomes: Outcome[], state: Outcome['state']) =>
	outcomes.filter((outcome) => outcome.state === state).length;

export const isCancelled = ({ run }: Evidence) => run.status === 'canceled';

/** One outcome for each item, in order. */
export function outcomesOf(evidence: Evidence, problems: string[]): Outcome[] {
	const { run, asked } = evidence;
	const isTold = (run.error as { context?: { itemIndex?: number } } | undefined)?.context
		?.itemIndex;
	if (isCancelled(evidence) && isTold === undefined) return asked.map(() => ({ state: 'untold' }));
	if (run.error !== undefined) return fromError(evidence, problems);
	const outcomes = fromItems(evidence, problems);
	const isList = evidence.choice.operation.returns === 'rows';
	outcomes.forEach((outcome, item) => {
		if (outcome.state === 'notStarted' && !isList) problems.push(`item ${item} has no outcome`);
		if (outcome.state === 'done' && !isList && outcome.rows.length > 1) {
			problems.push(`item ${item} has ${outcome.rows.length} outcomes`);
		}
	});
	return outcomes;
}

function leaves(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(leaves);
	if (value !== null && typeof value === 'object') return Object.values(value).flatMap(leaves);
	return [String(value)];
}

function bodyValues(body: string): string[] {
	if (body.startsWith('{')) return leaves(JSON.parse(body));
	return [...new URLSearchParams(body).values()];
}

/** Every single value that a request carries in its path and body. */
export function valuesIn({ path, body }: LoggedRequest): Set<string> {
	const segments = path.split('/').map((part) => decodeURIComponent(part).replace(/\.json$/, ''));
	return new Set([...segments, ...bodyValues(body)]);
}

export const isMadeFor = (request: LoggedRequest, { marks }: Asked) => {
	const values = valuesIn(request);
	return marks.every((mark) => values.has(mark));
};

const writesOf = ({ requests }: Evidence) => requests.filter((request) => !isRead(request));

/** What only reads must change nothing, and everything else only what was asked for. */
export function strangeChanges(evidence: Evidence): string[] {
	const { choice, asked, requests } = evidence;
	const problems: string[] = [];
	for (const request of requests) {
		const line = `${request.method} ${request.path}`;
		if (request.danger !== undefined) problems.push(`${line}: ${request.danger}`);
		if (request.problem !== undefined) problems.push(`the sandbox failed: ${request.problem}`);
		if (request.provider !== choice.provider.value)
			problems.push(`${line} went to another provider`);
		if (choice.operation.readsOnly && request.effects.length > 0) {
			problems.push(`${line} changed something`);
		}
		if (request.effects.length > 0 && !asked.some((item) => isMadeFor(request, item))) {
			problems.push(`${line} changed what no item names`);
		}
	}
	return problems;
}

/** Things that one item, or several that ask for the same, can have brought about. */
const groupsOf = (asked: Asked[], by = ({ marks }: Asked): unknown[] => marks) => {
	const groups = new Map<string, number[]>();
	asked.forEach((one, item) => {
		const key = JSON.stringify(by(one));
		groups.set(key, [...(groups.get(key) ?? []), item]);
	});
	return [...groups.values()];
};

/** What somebody else has made meanwhile, which is nobody's here. */
const madeByOthers = ({ requests }: Evidence) =>
	requests.flatMap(({ twins = [] }) => twins.map(({ id }) => id));

/** Done means there, once, with that ID; failed means not there, unless it is said that it may be. */
function wrongMaking(evidence: Evidence, outcomes: Outcome[]): string[] {
	const { choice, asked, before, after } = evidence;
	const problems: string[] = [];
	const known = new Set([...before.map(({ id }) => id), ...madeByOthers(evidence)]);
	const made = after.filter(({ kind, id }) => kind === choice.resource.value && !known.has(id));
	const named = new Map<string, number>();
	outcomes.forEach((outcome, item) => {
		if (outcome.state !== 'done') return;
		const matching = made.filter(({ id }) => outcome.ids.includes(id));
		if (matching.length !== 1) {
			problems.push(`item ${item} is said to be done as ${outcome.ids.join()}, which was not made`);
			return;
		}
		const [thing] = matching;
		const other = named.get(thing.id);
		if (other !== undefined) problems.push(`items ${other} and ${item} both name ${thing.id}`);
		named.set(thing.id, item);
		if (thing.label !== asked[item].label) {
			problems.push(`item ${item} names ${thing.id}, which is "${thing.label}"`);
		}
		if (asked[item].parent !== undefined && thing.parent !== asked[item].parent) {
			problems.push(`item ${item} names ${thing.id}, which belongs to ${thing.parent}`);
		}
		problems.push(...wrongPassword(thing, outcome.rows[0], asked[item], item));
	});
	for (const group of groupsOf(asked, ({ label, parent }) => [label, parent])) {
		const { label, parent } = asked[group[0]];
		const there = made.filter(
			(thing) => thing.label === label && (parent === undefined || thing.parent === parent),
		).length;
		const own = group.map((item) => outcomes[item]);
		const done = count(own, 'done');
		const open = own.filter(isOpen).length;
		if (there < done || there > done + open) {
			problems.push(
				`"${label}" was made ${there} times; ${done} items say done and ${open} that it may exist`,
			);
		}
	}
	return problems;
}

const isOpen = (outcome: Outcome) =>
	outcome.state === 'untold' || (outcome.state === 'failed' && outcome.mayExist);

/** The password that is told, or was entered, is the one that works. */
function wrongPassword(
	{ id, passwordDigest }: Thing,
	row: IDataObject | undefined,
	{ values, secrets }: Asked,
	item: number,
): string[] {
	if (passwordDigest === undefined || row === undefined) return [];
	const password = secrets[0] ?? row.password;
	if (values.password === undefined && typeof row.password !== 'string') {
		return [`item ${item} does not tell the password that was made for ${id}`];
	}
	const digest = createHash('sha256').update(String(password)).digest('hex');
	return digest === passwordDigest ? [] : [`item ${item} has another password than ${id}`];
}

/** A refusal that the sandbox turned into a success, which nobody could see through. */
const wasLiedTo = ({ requests, asked }: Evidence, item: number) =>
	requests.some(
		(request) =>
			!isRead(request) &&
			request.fault !== undefined &&
			request.status === 200 &&
			request.effects.length === 0 &&
			isMadeFor(request, asked[item]),
	);

/** Effects that may still come after the item that they belong to is over. */
const hasLateEffects = ({ scenario }: Evidence) =>
	scenario.faults.some(
		(fault) => fault.kind === 'latency' && fault.ms >= scenario.options.timeout * 1000,
	);

/** What a thing is after an item, by all that its outcome leaves open. */
type States = Set<string>;

/** Follows the items that concern one thing, in order, and returns how it may be afterwards. */
function possibleStates(
	evidence: Evidence,
	outcomes: Outcome[],
	items: number[],
	start: string,
	wanted: (item: number) => string | undefined,
): States {
	const late = hasLateEffects(evidence);
	// The error that stops a run does not tell which numbers were not on the trunk any more.
	const isUnlink = kindOf(evidence.choice) === 'unlinks';
	let states: States = new Set([start]);
	for (const item of items) {
		const outcome = outcomes[item];
		const goal = wanted(item);
		if (goal === undefined) continue;
		if (!mayMove(evidence, item) && ![...states].some((state) => [ABSENT, goal].includes(state)))
			continue;
		const isDone = outcome.state === 'done' && outcome.rows[0]?.alreadyGone !== true;
		const isCertain =
			isDone && !late && !wasLiedTo(evidence, item) && !(isUnlink && outcome.rows.length === 0);
		if (isCertain) states = new Set([goal]);
		else if (isDone || isOpen(outcome)) states = new Set([...states, goal]);
	}
	return states;
}

const ABSENT = 'absent';

/** A number that is elsewhere stays there, unless the item says that it may be moved. */
const mayMove = ({ asked, choice }: Evidence, item: number) =>
	choice.operation.value !== 'assign' || asked[item].values.moveIfAssigned === true;

/** A thing as far as this operation concerns it. */
function stateOf(evidence: Evidence, things: Thing[], item: number): string {
	const { choice, asked } = evidence;
	const { target, parent } = asked[item];
	const kind = kindOf(choice);
	const isLink = kind === 'links' || choice.operation.value === 'removeFromTrunk';
	const isNumber = choice.resource.value === 'phoneNumber';
	const thing = things.find(
		(candidate) =>
			candidate.id === target &&
			(isLink && !isNumber
				? candidate.kind === 'link' && candidate.parent === parent
				: candidate.kind !== 'link'),
	);
	if (thing === undefined) return ABSENT;
	if (isNumber) return thing.parent ?? ABSENT;
	return kind === 'changes' ? thing.label : 'there';
}

/** The state that an item asks for, or undefined if it leaves things as they are. */
function wantedBy({ choice, asked }: Evidence, item: number, start: string): string | undefined {
	const { label, parent } = asked[item];
	switch (kindOf(choice)) {
		case 'links':
			return choice.resource.value === 'phoneNumber' ? String(parent) : 'there';
		case 'changes':
			return label === '' ? start : label;
		case 'unlinks':
			// From a trunk on which it is not, a number is taken off by leaving it where it is.
			return parent !== undefined && start !== parent ? undefined : ABSENT;
		default:
			return ABSENT;
	}
}

/** What is there already is as it was, or as an item that is done, or may be, has made it. */
function wrongChanging(evidence: Evidence, outcomes: Outcome[]): string[] {
	const { choice, asked, before, after } = evidence;
	const problems: string[] = [];
	const groups = new Map<string, number[]>();
	const isNumber = choice.resource.value === 'phoneNumber';
	if (isNumber && isToldToBeFree(evidence)) return [];
	asked.forEach(({ target, parent }, item) => {
		const key = isNumber ? String(target) : `${target} ${parent}`;
		groups.set(key, [...(groups.get(key) ?? []), item]);
	});
	for (const [key, items] of groups) {
		const start = stateOf(evidence, before, items[0]);
		const end = stateOf(evidence, after, items[0]);
		const possible = possibleStates(evidence, outcomes, items, start, (item) =>
			wantedBy(evidence, item, start),
		);
		// A number that is moved is on no trunk for a moment, and stays so if the second step fails.
		if (isNumber && items.some((item) => isOpen(outcomes[item]))) possible.add(ABSENT);
		if (!possible.has(end)) {
			problems.push(`${key} is "${end}"; it could only be "${[...possible].join('" or "')}"`);
		}
	}
	const gone = (thing: Thing) =>
		!after.some(
			({ kind, id, parent }) =>
				kind === thing.kind && id === thing.id && (kind !== 'link' || parent === thing.parent),
		);
	const isTarget = ({ id, parent }: Thing) =>
		asked.some(({ target }) => target === id || target === parent);
	for (const thing of before) {
		if (gone(thing) && !isTarget(thing)) problems.push(`${thing.kind} ${thing.id} is gone`);
	}
	return problems;
}

/** An item that failed for certain has changed nothing, and one that is done has. */
function wrongEffects(evidence: Evidence, outcomes: Outcome[]): string[] {
	const problems: string[] = [];
	for (const group of groupsOf(evidence.asked)) {
		const own = group.map((item) => outcomes[item]);
		const effects = writesOf(evidence).filter(
			(request) => request.effects.length > 0 && isMadeFor(request, evidence.asked[group[0]]),
		).length;
		const explained = own.some((outcome) => outcome.state === 'done' || isOpen(outcome));
		if (effects > 0 && !explained) {
			problems.push(
				`items ${group.join()} have changed something although they failed for certain`,
			);
		}
		const start = stateOf(evidence, evidence.before, group[0]);
		const wanted = wantedBy(evidence, group[0], start);
		// What is as it was wanted already may be found so, also where the answer to a change was lost.
		const changed = start !== wanted && own.some(({ state }) => state === 'done');
		if (changed && effects === 0 && !group.some((item) => wasLiedTo(evidence, item))) {
			problems.push(`items ${group.join()} are said to be done and have changed nothing`);
		}
	}
	return problems;
}

/** What is read is what is there. */
function wrongReading(evidence: Evidence, outcomes: Outcome[]): string[] {
	const { choice, asked, after, run } = evidence;
	const { operation, resource } = choice;
	if (run.error !== undefined || isCancelled(evidence)) return [];
	return outcomes.flatMap((outcome, item): string[] => {
		const { values, target, parent } = asked[item];
		if (outcome.state === 'failed') return [];
		const rows = outcome.state === 'done' ? outcome.rows : [];
		if (operation.returns !== 'rows') {
			const isRight = rows.length === 1 && idsOf(choice, rows[0]).includes(target ?? '');
			return isRight ? [] : [`item ${item} got ${JSON.stringify(rows).slice(0, 200)}`];
		}
		const there = after.filter(
			(thing) => thing.kind === resource.value && (parent === undefined || thing.parent === parent),
		);
		const expected = values.limit === undefined ? there : there.slice(0, Number(values.limit));
		const isRight =
			rows.length === expected.length &&
			rows.every((row, index) => idsOf(choice, row).includes(expected[index].id));
		return isRight
			? []
			: [
					`item ${item} got ${rows.map((row) => idsOf(choice, row)[0]).join()} instead of ${expected.map(({ id }) => id).join()}`,
				];
	});
}

/** What the outcomes say, held against the account. */
export function wrongOutcomes(evidence: Evidence, outcomes: Outcome[]): string[] {
	const kind = kindOf(evidence.choice);
	if (kind === 'reads') return wrongReading(evidence, outcomes);
	if (kind === 'makes') return [...wrongMaking(evidence, outcomes), ...lost(evidence)];
	const isNumber = evidence.choice.resource.value === 'phoneNumber';
	return [
		...wrongChanging(evidence, outcomes),
		...(isNumber ? [] : wrongEffects(evidence, outcomes)),
		...extra(evidence),
	];
}

/** Making something takes nothing away. */
const lost = ({ before, after }: Evidence) =>
	before
		.filter((thing) => !after.some(({ kind, id }) => kind === thing.kind && id === thing.id))
		.map(({ kind, id }) => `${kind} ${id} is gone`);

/** Changing and removing make nothing new. */
const extra = ({ before, after, choice }: Evidence) =>
	after
		.filter(({ kind }) => kind !== 'link' || kindOf(choice) !== 'links')
		.filter((thing) => !before.some(({ kind, id }) => kind === thing.kind && id === thing.id))
		.map(({ kind, id }) => `${kind} ${id} is new`);

/** Items that touch the same thing are sent one after another. */
export function wrongOrder(evidence: Evidence): string[] {
	const { asked } = evidence;
	const problems: string[] = [];
	const writes = writesOf(evidence);
	const tellable = new Set(groupsOf(asked).flatMap((group) => (group.length === 1 ? group : [])));
	const spans = asked.map((item, index) => {
		// Items that ask for the same cannot be told apart in the log.
		if (!tellable.has(index)) return undefined;
		const own = writes.flatMap((request, index) => (isMadeFor(request, item) ? [index] : []));
		return own.length === 0 ? undefined : { first: own[0], last: own[own.length - 1] };
	});
	for (let later = 1; later < asked.length; later++) {
		for (let earlier = 0; earlier < later; earlier++) {
			const [before, after] = [spans[earlier], spans[later]];
			const shared = asked[later].touches.some((key) => asked[earlier].touches.includes(key));
			if (before && after && shared && before.last > after.first) {
				problems.push(`items ${earlier} and ${later} were not sent in order`);
			}
		}
	}
	return problems;
}

/** For the work itself, beside waiting for answers. */
const LEEWAY_MS = 5000;

/** No request more often, and no wait longer, than the options say. */
export function outOfBounds(evidence: Evidence): string[] {
	const { asked, scenario, requests, run, choice } = evidence;
	const least = goesToTheEnd(choice) ? TO_THE_END : { maxRetries: 0, maxWait: 0 };
	const { timeout } = scenario.options;
	const maxRetries = Math.max(scenario.options.maxRetries, least.maxRetries);
	const maxWait = scenario.options.maxWait + least.maxWait;
	const problems: string[] = [];
	const tries = 1 + maxRetries;
	for (const group of groupsOf(asked)) {
		const byMethod = new Map<string, number>();
		for (const request of writesOf(evidence)) {
			if (!isMadeFor(request, asked[group[0]])) continue;
			byMethod.set(request.method, (byMethod.get(request.method) ?? 0) + 1);
		}
		// A number that is moved and put back is assigned twice; what takes it off may have to be said in two ways.
		const { routes } = facts[choice.provider.value].api;
		const isTwice = { assign: true, unassign: routes !== undefined }[choice.operation.value];
		const steps = isTwice ? 2 : 1;
		for (const [method, times] of byMethod) {
			if (times > group.length * tries * steps) {
				problems.push(`${method} was sent ${times} times for ${group.length} items`);
			}
		}
	}
	const reads = requests.length - writesOf(evidence).length;
	const perLookUp = (3 + scenario.options.requestsInParallel) * tries;
	const mostReads = tries + asked.length * (tries + 3) * perLookUp;
	if (reads > mostReads) problems.push(`${reads} reads for ${asked.length} items`);
	const answersMs = requests.length * timeout * 1000;
	const mostMs = asked.length * maxWait * 1000 + answersMs + LEEWAY_MS + evidence.lateMs;
	if (run.runTimeMs > mostMs) problems.push(`the run took ${run.runTimeMs} ms`);
	return problems;
}

/** Every text in a value, with where it stands. */
function* texts(value: unknown, place = ''): Generator<[place: string, text: string]> {
	if (typeof value === 'string') yield [place, value];
	else if (Array.isArray(value)) {
		for (const [index, entry] of value.entries()) yield* texts(entry, `${place}[${index}]`);
	} else if (value !== null && typeof value === 'object') {
		for (const [key, entry] of Object.entries(value)) {
			yield [`${place} key`, key];
			yield* texts(entry, `${place}.${key}`);
		}
	}
}

/** The secrets of a provider's credential, as they are and as they travel. */
export function credentialSecrets(provider: ProviderName): string[] {
	const { secrets, authorization, ids } = simulators[provider].account;
	const own = secrets[0];
	const travelling = Object.values(authorization)
		.map((value) => value.replace(/^(?:Basic|Bearer) /, ''))
		.filter((value) => !(value in ids) && value !== own);
	return [own, ...travelling];
}

const allCredentialSecrets = providerNames.flatMap(credentialSecrets);

const isPassword = (name: string) => /password/i.test(name);

function passwordsIn(body: string): string[] {
	const found: string[] = [];
	const search = (value: unknown) => {
		if (value === null || typeof value !== 'object') return;
		for (const [name, entry] of Object.entries(value)) {
			if (isPassword(name) && typeof entry === 'string') found.push(entry);
			else search(entry);
		}
	};
	if (body.startsWith('{')) search(JSON.parse(body));
	else search(Object.fromEntries(new URLSearchParams(body)));
	return found;
}

/** In every form in which it might come out. */
const formsOf = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	new URLSearchParams([['', secret]]).toString().slice(1),
	JSON.stringify(secret).slice(1, -1),
];

/** No secret in what leaves the node, in what n8n stores of it, or in the sandbox's own lines. */
export function leaks(evidence: Evidence): string[] {
	const { asked, run, requests, logLines } = evidence;
	const entered = asked.flatMap(({ secrets }) => secrets);
	const sent = requests.flatMap(({ body }) => passwordsIn(body));
	const generated = sent.filter((password) => !entered.includes(password));
	const stored = parse(run.stored) as { resultData: { runData: object; error?: object } };
	const { Start: input, ...runData } = stored.resultData.runData as Record<string, unknown>;
	void input;
	const shown = [
		...texts(runData, 'runData'),
		...texts(stored.resultData.error, 'error'),
		...texts(run.hints, 'hints'),
		...logLines.map((line): [string, string] => ['log', line]),
	];
	const search = (secrets: string[], what: string, allowed: (place: string) => boolean) => {
		const forms = [...new Set(secrets.flatMap(formsOf))];
		return shown
			.filter(([place, text]) => !allowed(place) && forms.some((form) => text.includes(form)))
			.map(([place]) => `${what} at ${place}`);
	};
	// With the error output, n8n itself adds what came in.
	const fromInput = (place: string) =>
		evidence.scenario.onError === 'continueErrorOutput' && isInput(evidence, place);
	return [
		...search(allCredentialSecrets, "the credential's secret", () => false),
		...search(entered, 'an entered password', fromInput),
		...search(generated, 'a generated password', (place) => place.endsWith('.json.password')),
		...(allCredentialSecrets.some((secret) => run.stored.includes(secret))
			? ['the stored execution holds a credential']
			: []),
	];
}

const isInput = (evidence: Evidence, place: string) =>
	/\.json\.(?:password|(?:additionalFields|updateFields)\.password)$/.test(place) &&
	evidence.asked.some(({ secrets }) => secrets.length > 0) &&
	/\.main\[1\]|After error output/.test(place);

/** Nothing reaches another host, and each request carries its own credential only. */
export function strayed({ choice, requests, elsewhere }: Evidence): string[] {
	const problems = elsewhere > 0 ? [`${elsewhere} requests followed a redirect`] : [];
	for (const { headers, url } of requests) {
		if (!isSignedIn(simulators[choice.provider.value].account, headers)) {
			problems.push(`a request without its credential: ${url}`);
		}
		if (allCredentialSecrets.some((secret) => url.includes(secret))) {
			problems.push(`a secret in an address: ${url}`);
		}
	}
	return problems;
}

const isOddlyRead = (requests: LoggedRequest[]) =>
	requests.some(({ fault }) => fault?.includes('rewriteKeys'));

/** Whether an address has the digits of a number. */
const names = (url: string, number: unknown) =>
	decodeURIComponent(url).includes(String(number).replace(/\D/g, ''));

/** Where a row without a route is that of a free number, rows that have lost theirs tell a lie that nobody can see. */
function isToldToBeFree({ choice, scenario, requests }: Evidence): boolean {
	const { numbers } = facts[choice.provider.value];
	const hasLost = scenario.faults.some(
		(fault) => fault.kind === 'rewriteKeys' && !('value' in fault),
	);
	return hasLost && numbers?.freeWithoutRoutes === true && isOddlyRead(requests);
}

/** Where the rows do not say that a number is free, in words that are understood, it is not taken. */
export function stolen(evidence: Evidence): string[] {
	const { choice, scenario, requests, asked } = evidence;
	const { numbers } = facts[choice.provider.value];
	const odd = scenario.faults.find((fault) => fault.kind === 'rewriteKeys');
	if (odd?.kind !== 'rewriteKeys' || numbers === undefined) return [];
	if (!('value' in odd) && numbers.freeWithoutRoutes) return [];
	return requests.flatMap((request, index) => {
		const { method, path, effects } = request;
		const isTaken = effects.length > 0 && method !== 'GET';
		const number = asked.find((item) => isMadeFor(request, item))?.target;
		const earlier = requests.slice(0, index);
		const ofNumber = earlier.filter(({ url }) => number !== undefined && names(url, number));
		// Another fault may have come in its place, or it has struck what was read for another item.
		if (!isOddlyRead(ofNumber.length > 0 ? ofNumber : earlier)) return [];
		const mayBe = asked.some(
			(item, number) => mayMove(evidence, number) && isMadeFor(requests[index], item),
		);
		return isTaken && !mayBe ? [`${method} ${path} took a number whose route is not clear`] : [];
	});
}

/** After a cancellation nothing new is sent, but for what must not be left half done. */
export function startedLate({ choice, requests, cancelledAt, lateMs }: Evidence): string[] {
	if (cancelledAt === undefined || goesToTheEnd(choice)) return [];
	const late = requests.filter(({ at }) => at > cancelledAt + CANCEL_LEEWAY_MS + lateMs);
	return late.map(
		({ method, path, at }) => `${method} ${path} ${at - cancelledAt} ms after the cancellation`,
	);
}

/** What was on its way to the sandbox at that moment may arrive a little later. */
const CANCEL_LEEWAY_MS = 1000;

/** Everything that is wrong with a run. */
export function judge(evidence: Evidence): { problems: string[]; outcomes: Outcome[] } {
	const problems: string[] = [];
	const outcomes = outcomesOf(evidence, problems);
	problems.push(
		...strangeChanges(evidence),
		...wrongOutcomes(evidence, outcomes),
		...wrongOrder(evidence),
		...outOfBounds(evidence),
		...leaks(evidence),
		...strayed(evidence),
		...startedLate(evidence),
		...stolen(evidence),
		...evidence.leftOpen.map((line) => `${line} was still open when the node had ended`),
	);
	return { problems, outcomes };
}
