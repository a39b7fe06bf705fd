import * as fc from 'fast-check';
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import type { Field, Operation, Provider, Resource } from '../../nodes/SipTrunk/contract/provider';
import type { FaultOf } from '../../sandbox/faults/fault';
import type { Fault, ProviderName } from '../../sandbox/index';
import { facts } from '../../facts/index';
import { partOf, type RequestKind, type RouteKind, type RequestPart } from '../../facts/requests';
import { addressOf, nameOf, usernameOf, type Belongings } from '../../facts/account';

/** What a random run is made of, and how it becomes parameters and items for the node. */

/** The registry as it was built, the same that the engine loads. */
export const { providers } = jest.requireActual<
	typeof import('../../nodes/SipTrunk/providers/index')
>('../../dist/nodes/SipTrunk/providers');

export const { formFields } = jest.requireActual<typeof import('../../nodes/SipTrunk/form/order')>(
	'../../dist/nodes/SipTrunk/form/order',
);

export interface Choice {
	provider: Provider & { value: ProviderName };
	resource: Resource;
	operation: Operation;
}

/** Every operation of every provider that works on each item by itself; the others are tried in test/configuration. */
export const choices: Choice[] = providers.flatMap((provider) =>
	provider.resources.flatMap((resource) =>
		resource.operations
			.filter(({ prepare }) => prepare === undefined)
			.map((operation) => ({ provider, resource, operation })),
	),
);

export const titleOf = ({ provider, resource, operation }: Choice) =>
	`${provider.value} ${resource.value} ${operation.value}`;

/** What an operation does to the account. */
export type Kind = 'reads' | 'makes' | 'changes' | 'removes' | 'links' | 'unlinks';

const KINDS: Record<string, Kind> = {
	get: 'reads',
	getAll: 'reads',
	test: 'reads',
	create: 'makes',
	update: 'changes',
	delete: 'removes',
	deactivate: 'removes',
	removeFromTrunk: 'removes',
	addToTrunk: 'links',
	assign: 'links',
	unassign: 'unlinks',
};

/** A step between whose requests nothing must be left undone, so that the node has limits of its own for it. */
export const goesToTheEnd = ({ provider, resource, operation }: Choice) =>
	facts[provider.value].finishedWhenCancelled?.includes(`${resource.value} ${operation.value}`) ===
	true;

/** However little the options allow otherwise. */
export const TO_THE_END = { maxRetries: 5, maxWait: 60 };

/** Throws for an operation that these tests do not know, so that a new one cannot go untested. */
export function kindOf({ operation }: Pick<Choice, 'operation'>): Kind {
	const kind = KINDS[operation.value] as Kind | undefined;
	if (kind === undefined) throw new Error(`Say what the operation "${operation.value}" does`);
	return kind;
}

/** One item, as numbers that choose among what there is. */
export interface ItemPlan {
	/** Which trunk, or which list. */
	of: number;
	/** Which of the things that belong to it. */
	number: number;
	/** Which name; items with the same one share it. */
	name: number;
	/** For whatever else there is to choose. */
	value: number;
}

export interface Scenario {
	items: ItemPlan[];
	/** What the items have in common: fields that decide about others. */
	common: number;
	/** Which optional fields are set, as bits. */
	included: number;
	options: { timeout: number; maxRetries: number; maxWait: number; requestsInParallel: number };
	onError: OnError;
	simplify: boolean;
	cancelAfterMs: number | null;
	faults: Fault[];
}

/** Where redirects lead: an address that must never hear anything. */
export type RedirectTarget = () => string;

const anyOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Answers that are not what was asked for. */
const alienAnswers = ['OK', '{"status":"ok"}', '17', '"<string>"', 'true'];

/** Those that a list may really have if there is nothing in it, so that only a change can be seen through. */
const emptyAnswers = ['', '[]', 'null', '{}', '{"data":null}'];

/**
 * A refusal that repeats what was sent, secrets and all, in every place from which a provider's words are taken. The
 * secrets are put in when they are known.
 */
const SECRETS = '{the secrets of this run}';
const echo: FaultOf<'status'> = {
	kind: 'status',
	status: 400,
	headers: { 'x-request-id': SECRETS },
	body: {
		code: SECRETS,
		message: SECRETS,
		msg: SECRETS,
		detail: SECRETS,
		errors: [{ code: SECRETS, detail: SECRETS, source: { pointer: SECRETS } }],
		requestId: SECRETS,
		error: {
			code: SECRETS,
			message: SECRETS,
			details: [{ field: 'password', reason: SECRETS }],
		},
	},
};

/** The same faults with these texts in the echoes; a header takes the first of them. */
export function withSecrets(faults: Fault[], secrets: string[]): Fault[] {
	const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
	return faults.map((fault): Fault => {
		if (fault.kind !== 'status' || fault.headers === undefined) return fault;
		const body = JSON.stringify(fault.body).replaceAll(SECRETS, () => escaped(secrets.join(' ')));
		return {
			...fault,
			headers: { 'x-request-id': secrets[0] },
			body: JSON.parse(body) as unknown,
		};
	});
}

/** What gateways and proxies answer with, beside the statuses that documents name. */
export const GATEWAY_STATUSES = [
	520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530, 561, 598, 599,
];

/** No run takes longer than this for one answer. */
const LONGEST_DELAY_MS = 2000;

const noAnswerInTime = (timeoutMs: number) =>
	fc.constant<Fault>({ kind: 'latency', ms: timeoutMs + 250 });

/** All kinds of faults, with those the more often that are hard to get right. */
function faultActions(
	choice: Choice,
	redirectTo: RedirectTarget,
	timeoutMs: number,
): fc.Arbitrary<Fault> {
	const when = anyOf<'before' | 'after'>('before', 'after');
	// That something is gone or changed is said by the status alone, so a wrong 200 cannot be seen through.
	const isTakenAtItsWord = !['reads', 'makes'].includes(kindOf(choice));
	const whenAnswered = isTakenAtItsWord ? anyOf<'after'>('after') : when;
	const retryAfter = anyOf<number | string>(0, 0, 1, 'none', 'date:1', 30, 3600, 'date:3600');
	return fc.oneof(
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'resetBefore' }) },
		{ weight: 5, arbitrary: fc.constant<Fault>({ kind: 'resetAfter' }) },
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'cut' }) },
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'truncatedJson' }) },
		{
			weight: 8,
			arbitrary: fc.tuple(anyOf(500, 502, 503, 504, 408), when, fc.boolean()).map(
				([status, at, isPage]): Fault => ({
					kind: 'status',
					status,
					when: at,
					...(isPage ? { body: '<html><body>Bad gateway</body></html>' } : {}),
				}),
			),
		},
		{
			weight: 5,
			arbitrary: fc.tuple(anyOf(...GATEWAY_STATUSES), when, fc.boolean()).map(
				([status, at, isPage]): Fault => ({
					kind: 'status',
					status,
					when: at,
					...(isPage ? { body: '<html><body>No answer from the origin</body></html>' } : {}),
				}),
			),
		},
		{
			weight: 2,
			arbitrary: anyOf(400, 401, 402, 403, 409, 422).map(
				(status): Fault => ({ kind: 'status', status }),
			),
		},
		{
			weight: 3,
			arbitrary: anyOf(400, 401, 422, 500).map((status): Fault => ({ ...echo, status })),
		},
		{
			weight: 1,
			arbitrary: fc.constant<Fault>({ kind: 'status', status: 404, body: '<html>Nothing</html>' }),
		},
		{
			weight: 5,
			arbitrary: retryAfter.map(
				(seconds): Fault => ({ kind: 'tooManyRequests', retryAfter: seconds }),
			),
		},
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 20, max: 300 })
				.map((forMs): Fault => ({ kind: 'refuse', forMs })),
		},
		{ weight: 2, arbitrary: when.map((at): Fault => ({ kind: 'htmlBody', when: at })) },
		{ weight: 2, arbitrary: whenAnswered.map((at): Fault => ({ kind: 'emptyBody', when: at })) },
		{
			weight: 2,
			arbitrary: fc
				.tuple(anyOf(...alienAnswers, ...emptyAnswers), whenAnswered)
				.map(([body, at]): Fault => ({ kind: 'status', status: 200, body, when: at })),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'successFalse' }) },
		{
			weight: 2,
			arbitrary: anyOf(301, 302, 303, 307, 308).map(
				(status): Fault => ({ kind: 'redirect', to: redirectTo(), status }),
			),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'wrongContentType' }) },
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'hugeBody', bytes: 200_000 }) },
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'deepBody', levels: 5000 }) },
		{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'otherThing' }) },
		// Each takes as much memory as an answer may have, so these are rare.
		{
			weight: 1,
			arbitrary: anyOf<Fault>(
				{ kind: 'endless', ms: 0, bytes: 1_000_000 },
				{ kind: 'gzipBomb', bytes: 200_000_000 },
			),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'repeatPage' }) },
		{
			weight: 1,
			arbitrary: anyOf(0, 1, 2, 7, 250).map((total): Fault => ({ kind: 'lieTotal', total })),
		},
		{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'unknownEnums' }) },
		{
			weight: 2,
			arbitrary: fc.integer({ min: 5, max: 60 }).map((ms): Fault => ({ kind: 'latency', ms })),
		},
		...(timeoutMs > LONGEST_DELAY_MS
			? []
			: [
					{ weight: 8, arbitrary: noAnswerInTime(timeoutMs) },
					{ weight: 8, arbitrary: fc.constant<Fault>({ kind: 'endless', ms: 40, bytes: 100 }) },
				]),
		{
			weight: 1,
			arbitrary: fc.integer({ min: 1, max: 15 }).map((ms): Fault => ({ kind: 'trickle', ms })),
		},
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 1, max: 3 })
				.map((max): Fault => ({ kind: 'concurrencyLimit', max })),
		},
		{
			weight: 2,
			arbitrary: fc
				.integer({ min: 1, max: 6 })
				.map((perSecond): Fault => ({ kind: 'rateLimit', perSecond })),
		},
	);
}

const isLimit = ({ kind }: Fault) => kind === 'concurrencyLimit' || kind === 'rateLimit';

const REQUESTS: Record<Kind, RequestKind | RouteKind> = {
	reads: 'reads',
	makes: 'makes',
	links: 'links',
	changes: 'changes',
	removes: 'removes',
	unlinks: 'unlinks',
};

/** What an operation's own request does. */
export const requestKindOf = ({ operation }: Pick<Choice, 'operation'>): RequestKind | RouteKind =>
	REQUESTS[kindOf({ operation })];

/** By what it is known. */
export function requestOf({ provider, operation }: Choice): RequestPart {
	return partOf(provider.value, requestKindOf({ operation }));
}

const NOT_EMPTY = { body: '{"status":"ok"}' };

function faultsFor(choice: Choice, redirectTo: RedirectTarget, timeoutMs: number) {
	const own = requestOf(choice);
	const reads = partOf(choice.provider.value, 'reads');
	const match = fc.record({
		part: anyOf(undefined, own, own, reads),
		after: anyOf(0, 0, 0, 1, 2, 3),
		times: anyOf<number | null>(1, 1, 1, 1, 2, 3, null),
	});
	const fault = fc
		.tuple(faultActions(choice, redirectTo, timeoutMs), match)
		.map(([action, { part, after, times }]): Fault[] => {
			// What takes as long as a timeout must not be repeated without end.
			const isSlow =
				(action.kind === 'latency' && action.ms >= timeoutMs) || action.kind === 'endless';
			// What was sent is repeated by the answer to it, and by no other.
			const isEcho = action.kind === 'status' && action.headers !== undefined;
			const isEmpty = action.kind === 'status' && emptyAnswers.includes(String(action.body));
			const fault: Fault = {
				...action,
				...(isEmpty && (part?.method !== 'POST' || part === reads) ? NOT_EMPTY : {}),
				provider: choice.provider.value,
				after,
				...(isEcho ? own : part),
				...(isLimit(action) ? {} : { times: isSlow ? 1 : times }),
			};
			// The sandbox answers at once, so that without a delay no two requests are ever under way.
			return action.kind === 'concurrencyLimit'
				? [fault, { kind: 'latency', ms: 20, times: null }]
				: [fault];
		});
	const struck = fc.oneof(
		{ weight: 1, arbitrary: fc.constant<Fault[][]>([]) },
		{ weight: 9, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
	);
	return fc
		.tuple(struck, clockOf(choice), othersThan(choice))
		.map((faults) => faults.flat(2))
		.map((faults) => faults.map((fault): Fault => ({ provider: choice.provider.value, ...fault })));
}

const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T[]>) =>
	fc.oneof({ weight: 10 - weight, arbitrary: fc.constant<T[]>([]) }, { weight, arbitrary });

/**
 * The provider's clock. Only one that is ahead may be another than its answers tell: rows that are dated far behind the
 * header cannot be told from old ones.
 */
const clockOf = (choice: Choice) =>
	sometimes<Fault>(
		kindOf(choice) === 'makes' ? 3 : 1,
		fc
			.tuple(anyOf(-3600, -600, -60, 60, 600, 3600), anyOf(false, false, true))
			.map(([seconds, isHidden]): Fault[] => [
				{ kind: 'clock', seconds, ...(isHidden && seconds > 0 ? { headerSeconds: 0 } : {}) },
			]),
	);

/** What other people do, or the provider with rows that concern other things. */
function othersThan(choice: Choice): fc.Arbitrary<Fault[]> {
	const { numbers } = facts[choice.provider.value];
	if (kindOf(choice) === 'makes') {
		const twin = fc.tuple(anyOf(0, 0, 1), anyOf(1, 2));
		return sometimes<Fault>(
			2,
			twin.map(([after, times]) => [{ kind: 'twin', method: 'POST', after, times }]),
		);
	}
	if (numbers === undefined || choice.operation.value !== 'assign') return fc.constant([]);
	const { routes, number: rowsWith } = numbers.row;
	const odd = anyOf<{ value?: unknown }>(
		{},
		{ value: 42 },
		{ value: true },
		{ value: {} },
		{ value: [] },
	);
	return sometimes<Fault>(
		4,
		fc
			.tuple(anyOf(...routes.map((route) => [route]), routes), odd)
			// A single key that is missing says that there is nothing of the kind; all of them, that nobody knows.
			.map(([keys, value]) => ['value' in value ? keys : routes, value] as const)
			.map(([keys, value]) => [
				{ kind: 'rewriteKeys', keys, rowsWith, ...value, method: 'GET', times: null },
			]),
	);
}

/** Random runs of one operation. */
export function scenarioOf(choice: Choice, redirectTo: RedirectTarget): fc.Arbitrary<Scenario> {
	const item = fc.record({
		of: fc.nat({ max: 2 }),
		number: fc.nat({ max: 3 }),
		name: fc.nat({ max: 4 }),
		value: fc.nat({ max: 999 }),
	});
	const options = fc.record({
		// Long enough for a busy machine, and now and then too short for the sandbox's answers.
		timeout: anyOf(20, 20, 20, 20, 20, 20, 20, 1),
		maxRetries: anyOf(0, 1, 1, 2, 2, 3, 5),
		maxWait: anyOf(0, 1, 1, 1, 2, 3),
		requestsInParallel: fc.integer({ min: 1, max: 8 }),
	});
	return options.chain((chosen) =>
		fc.record({
			items: fc.array(item, { minLength: 1, maxLength: 8 }),
			common: fc.nat({ max: 15 }),
			included: fc.nat({ max: 0xffff }),
			options: fc.constant(chosen),
			onError: anyOf<OnError>(
				'stopWorkflow',
				'continueRegularOutput',
				'continueRegularOutput',
				'continueErrorOutput',
			),
			simplify: anyOf(true, true, false),
			cancelAfterMs: fc.oneof(
				{ weight: 15, arbitrary: fc.constant(null) },
				{ weight: 1, arbitrary: fc.nat({ max: 400 }) },
			),
			faults: faultsFor(choice, redirectTo, chosen.timeout * 1000),
		}),
	);
}

/** What is known about an item before it runs. */
export interface Asked {
	/** Its parameters, by name; a collection is an object of its own. */
	values: IDataObject;
	/** What must all be in a request, in its path or body, that is made for it. */
	marks: string[];
	/** What it takes its turn by: items that share one of these go one after another. */
	touches: string[];
	/** By which a thing that it makes is known; see `Thing.label`. */
	label: string;
	/** The thing that it is about, where it names one. */
	target?: string;
	/** The trunk or list that it names beside. */
	parent?: string;
	/** What must not show anywhere. */
	secrets: string[];
}

export interface Prepared {
	parameters: INodeParameters;
	asked: Asked[];
}

/** Their length and their characters are such that providers accept them and that every escaping alters them. */
const passwordOf = (index: number, value: number) => `Geheim/${index}${value} "<aB&+ü%>`;

const MAKER: Record<string, string> = {
	sipCredential: 'username',
	ipAccessControlEntry: 'ipAddress',
};

/** The parameter that makes a new thing of this kind known: its own, where the provider has it, or the name. */
function labelField({ resource, operation }: Choice): string {
	const own = MAKER[resource.value] as string | undefined;
	const hasOwn = operation.fields.some(
		({ name, type, options = [] }) =>
			name === own || (type === 'collection' && options.some((option) => option.name === own)),
	);
	return own !== undefined && hasOwn ? own : 'name';
}

/** What the parameter means that tells which thing an operation is about. */
const TARGETS: Record<string, string> = {
	trunk: 'trunkId',
	recording: 'trunkId',
	originationUri: 'originationUriId',
	credentialList: 'credentialListId',
	sipCredential: 'credentialId',
	ipAccessControlList: 'ipAccessControlListId',
	ipAccessControlEntry: 'ipAccessControlEntryId',
	outboundVoiceProfile: 'outboundVoiceProfileId',
	phoneNumber: 'phoneNumber',
	dispatchRule: 'dispatchRuleId',
};

const PARENTS = ['trunkId', 'credentialListId', 'ipAccessControlListId'];

interface Source {
	plan: ItemPlan;
	index: number;
	choice: Choice;
	belongings: Belongings;
	scenario: Scenario;
	/** What is chosen in the fields that decide about others. */
	chosen: INodeParameters;
	/** The E.164 form of a number. */
	writtenAs(id: string): string;
}

/** Values of text fields by name; those that no provider takes as they come are made to fit. */
const TEXTS: Record<string, (source: Source) => string> = {
	name: ({ plan, index, choice }) =>
		kindOf(choice) === 'changes' ? `Renamed ${index}` : nameOf(plan.name),
	username: ({ plan }) => usernameOf(plan.name),
	ipAddress: ({ plan, index, choice }) =>
		addressOf(kindOf(choice) === 'changes' ? 100 + index : plan.name),
	sipUri: ({ plan }) => `sip:pbx-${plan.name}.example.com`,
	domainName: ({ plan, index, choice }) =>
		`pbx-${kindOf(choice) === 'changes' ? 100 + index : plan.name}.pstn.twilio.com`,
	password: ({ plan, index }) => passwordOf(index, plan.value),
	proxy: () => 'sip.example.net',
	fromDomain: () => 'sip.example.net',
	realm: () => 'sip.example.net',
	gatewayName: ({ plan }) => `gateway-${plan.name}`,
	inboundIp: ({ plan }) => addressOf(plan.name),
	address: () => 'example.pstn.twilio.com',
	phoneNumbers: ({ plan }) => `+1202555010${plan.name}, +12025550199`,
	phoneNumber: ({ plan }) => `+1202555010${plan.name}`,
	sipHost: () => 'pstn.example.com',
	sipPort: () => '5070',
	sipDomain: () => 'sip.example.net',
	originationUris: ({ plan }) => `sip:pbx-${plan.name}.example.com`,
	terminationUri: () => 'sip:pbx.example.com',
	inboundDestination: () => 'sip:office@pbx.example.com',
	disasterRecoveryUrl: () => 'https://example.com/fallback',
	webhookUrl: () => 'https://example.com/hooks/trunk',
	passthroughWebhookUrl: () => 'https://example.com/hooks/trunk',
	description: ({ plan }) => `Note ${plan.name}`,
	piiEntityTypes: () => 'NAME',
};

/** Not without other fields, which the fields' own tests try. */
const isLeftOut = ({ provider }: Choice, name: string) =>
	name === 'clearFields' || facts[provider.value].withOthersOnly?.includes(name) === true;

function valueOf(field: Field, source: Source): unknown {
	const { plan, belongings, choice } = source;
	if (field.type === 'resourceLocator') return locatorValue(field.name, source);
	if (field.type === 'options') {
		const values = (field.options as Array<{ value: unknown }>)
			.map(({ value }) => value)
			.filter((value) => value !== '');
		return values[plan.value % values.length];
	}
	if (field.type === 'boolean') return plan.value % 2 === 1;
	if (field.type === 'number') {
		const { minValue = 0, maxValue = 1000 } = field.typeOptions ?? {};
		return minValue + (plan.value % (maxValue - minValue + 1));
	}
	if (field.name === 'phoneNumber' && belongings.phoneNumber !== undefined) {
		return locatorValue('phoneNumber', source);
	}
	const text = TEXTS[field.name] as ((source: Source) => string) | undefined;
	const { sampleValues = {} } = facts[choice.provider.value];
	const sample = (sampleValues[`${choice.resource.value} ${field.name}`] ??
		sampleValues[field.name]) as string | undefined;
	if (sample !== undefined) {
		// Of each item another one, so that it is seen whose it is.
		return field.name === 'password' ? `${sample}${source.index}${plan.value}` : sample;
	}
	if (text === undefined) {
		throw new Error(`Say in the facts what to enter for "${field.name}" of ${titleOf(choice)}`);
	}
	return text(source);
}

function idFor(name: string, { plan, belongings, choice, chosen }: Source): string {
	const id = (belongings[`${choice.resource.value} ${name}`] ?? belongings[name]) as
		| Belongings[string]
		| undefined;
	if (id === undefined) throw new Error(`There is no "${name}" for ${titleOf(choice)}`);
	return id(plan.of, PARENTS.includes(name) ? plan.of : plan.number, chosen);
}

function locatorValue(name: string, source: Source): string {
	const id = idFor(name, source);
	if (name !== 'phoneNumber') return id;
	const { common } = source.scenario;
	const isMixed = (common & 4) !== 0;
	return (isMixed ? source.plan.value : common) & 1 ? source.writtenAs(id) : id;
}

/** With the fields inside groups. */
const withInner = (fields: readonly Field[]): Field[] =>
	fields.flatMap((field) =>
		field.type === 'collection' ? [field, ...(field.options as Field[])] : [field],
	);

/** Fields that others depend on, and so the same for all items. */
const deciding = (fields: Field[]) =>
	new Set(withInner(fields).flatMap(({ showWhen }) => Object.keys(showWhen ?? {})));

const isShownBeside = ({ showWhen = {} }: Field, beside: INodeParameters) =>
	Object.entries(showWhen).every(([name, allowed]) =>
		allowed.some((value) => value === beside[name]),
	);

function commonValue(field: Field, common: number): INodeParameters[string] {
	if (field.type === 'boolean') return (common & 2) !== 0;
	const values = (field.options as Array<{ value: string }>).map(({ value }) => value);
	return values[common % values.length];
}

/** Names of the optional fields that are set in this run. */
function includedIn(
	choice: Choice,
	collection: Field,
	{ included }: Scenario,
	beside: INodeParameters,
): string[] {
	const { provider, resource, operation } = choice;
	const place = `${resource.value} ${operation.value}`;
	const others = facts[provider.value].leftOut?.(place, beside as IDataObject) ?? [];
	const names = (collection.options as Field[])
		.filter((option) => isShownBeside(option, beside))
		.map(({ name }) => name)
		.filter((name) => !isLeftOut(choice, name) && !others.includes(name));
	if (collection.name === 'filters') return [];
	const chosen = names.filter((_, index) => (included >> index) & 1);
	if (collection.name !== 'updateFields') return chosen;
	const telling = names.includes('name') ? 'name' : names[0];
	const needed = facts[choice.provider.value].neededInChanges?.[choice.resource.value] ?? [];
	return [...new Set([telling, ...needed, ...chosen])];
}

/** Parameters as expressions, and the items that they take their values from. */
export function prepare(
	choice: Choice,
	scenario: Scenario,
	belongings: Belongings,
	writtenAs: (id: string) => string,
): Prepared {
	const fields = formFields(choice.operation).filter(({ type }) => type !== 'notice');
	const decides = deciding(fields);
	const parameters: INodeParameters = {
		provider: choice.provider.value,
		resource: choice.resource.value,
		operation: choice.operation.value,
		options: scenario.options,
	};
	const own: Field[] = [];
	const groups: Array<{ collection: Field; names: string[] }> = [];
	for (const field of fields) {
		if (field.name === 'options') continue;
		if (!isShownBeside(field, parameters)) continue;
		if (field.name === 'simplify') parameters.simplify = scenario.simplify;
		else if (decides.has(field.name)) parameters[field.name] = commonValue(field, scenario.common);
		else if (field.type === 'collection') {
			const names = includedIn(choice, field, scenario, parameters);
			groups.push({ collection: field, names });
			parameters[field.name] = Object.fromEntries(
				names.map((name) => [name, expression(field, name)]),
			);
		} else if (field.type === 'resourceLocator' && !field.required) {
			continue;
		} else {
			own.push(field);
			const from = `={{ $json.${field.name} }}`;
			parameters[field.name] =
				field.type === 'resourceLocator' ? { __rl: true, mode: 'id', value: from } : from;
		}
	}
	const asked = scenario.items.map((plan, index) => {
		const chosen = parameters;
		const source: Source = { plan, index, choice, belongings, scenario, chosen, writtenAs };
		const values: IDataObject = {};
		for (const field of own) values[field.name] = valueOf(field, source) as string;
		for (const { collection, names } of groups) {
			const set = (collection.options as Field[]).filter(({ name }) => names.includes(name));
			values[collection.name] = Object.fromEntries(
				set.map((field) => [field.name, valueOf(field, source) as string]),
			);
		}
		return ask(choice, values, source);
	});
	return { parameters, asked };
}

function expression(collection: Field, name: string): INodeParameters[string] {
	const field = (collection.options as Field[]).find((option) => option.name === name);
	const value = `={{ $json.${collection.name}.${name} }}`;
	return field?.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const existing = (values: Array<string | undefined>) =>
	values.filter((value): value is string => value !== undefined);

function ask(choice: Choice, values: IDataObject, source: Source): Asked {
	const kind = kindOf(choice);
	const { resource } = choice;
	const all = {
		...values,
		...(values.additionalFields as IDataObject),
		...(values.updateFields as IDataObject),
	};
	const target = TARGETS[resource.value];
	const named = Object.keys(values).filter((name) => name in source.belongings);
	const ids = named.map((name) => idFor(name, source));
	// What something new only names has no order.
	const owners = named
		.filter((name) => name === target || PARENTS.includes(name))
		.map((name) => idFor(name, source));
	const labelled = labelField(choice);
	const known = facts[choice.provider.value].account.knownBy?.[resource.value]?.(all);
	const label = known?.label ?? text(all[labelled]) ?? '';
	const telling =
		kind === 'makes'
			? [known?.mark ?? label]
			: kind === 'changes'
				? [text(all.name), text(all.password)]
				: [];
	const isNumber = resource.value === 'phoneNumber';
	const { inRequests = (id: string) => id } = facts[choice.provider.value].numbers ?? {};
	return {
		values,
		// A number may be taken off one trunk to be put on another, so only the number itself is in all requests.
		marks: existing(isNumber ? [inRequests(idFor('phoneNumber', source))] : [...ids, ...telling]),
		touches: owners.length > 0 ? owners : [label],
		label: labelled === 'ipAddress' && label !== '' ? `${label}/32` : label,
		target: named.includes(target) && kind !== 'makes' ? idFor(target, source) : undefined,
		parent: named
			.filter((name) => name !== target && PARENTS.includes(name))
			.map((name) => idFor(name, source))[0],
		secrets: existing([text(all.password)]),
	};
}
