import type { IDataObject, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { Field, Operation, Provider, Resource } from '../../nodes/SipTrunk/contract/provider';
import type { RegisteredProvider } from '../../nodes/SipTrunk/providers/index';
import { isSignedIn } from '../../sandbox/account';
import { secretValues } from '../../sandbox/credentials';
import {
	sandboxCredentials,
	type Fault,
	type LoggedRequest,
	type ProviderName,
	type Sandbox,
} from '../../sandbox/index';
import type { Api } from '../../facts/api';
import { facts } from '../../facts/index';
import { clientFor, useSandbox } from '../sandbox/support';
import { simulators } from '../../sandbox/providers';
import { runNode, type Run, type RunOptions } from '../support/engine';

/** The registry as it was built, the same that the engine loads. */
export const { providers } = jest.requireActual<
	typeof import('../../nodes/SipTrunk/providers/index')
>('../../dist/nodes/SipTrunk/providers');

const { formFields } = jest.requireActual<typeof import('../../nodes/SipTrunk/form/order')>(
	'../../dist/nodes/SipTrunk/form/order',
);

/** The time in the sandbox's answers. */
export const now = '2026-03-04T05:06:07.000Z';

/** A request as it arrived: `POST /v1/Trunks?PageSize=1`, and its body, if it had one, by field. */
export type Sent = [line: string] | [line: string, body: unknown];

/** One operation with what it needs: everything that is known before it runs. */
export interface Arranged {
	/** The node's parameters without provider, resource and operation; a picker's as the plain ID. */
	parameters: INodeParameters;
	/** The `json` of the item, for parameters that are expressions. Default: an empty item. */
	input?: IDataObject;
	/** Exactly the requests that have to arrive, in order; `{made}` in a line is the ID of what was made. */
	sent: Sent[];
	/** Exactly the items that have to leave the node, keys in this order; given the ID of what was made. */
	output: IDataObject[] | ((madeId: string) => IDataObject[]);
	/** The same with Simplify off: what the provider itself shows afterwards. */
	raw?: (rows: IDataObject[]) => Promise<IDataObject[]>;
	/** For what removes something: how the output differs if it is gone already. */
	gone?: IDataObject;
}

/** An entry of a provider's table. */
export interface OperationCase {
	resource: string;
	operation: string;
	/** What this case is about, where an operation has several. The first is the one for the rules. */
	about?: string;
	/**
	 * Brings the sandbox into the state that the operation needs.
	 *
	 * @param nth 0, 1 or 2, for names and numbers that differ where one test needs several
	 */
	arrange: (nth: number) => Promise<Arranged>;
}

export interface Bench {
	readonly provider: RegisteredProvider;
	readonly sandbox: Sandbox;
	readonly api: Api;
	/** What the sandbox has printed since the test began. */
	readonly logLines: string[];
	/** Runs the node; before that, all requests so far are forgotten. */
	run(
		place: { resource: string; operation: string },
		parameters: INodeParameters,
		more?: Partial<RunOptions>,
	): Promise<Run>;
	/** The requests of the last run, each checked to carry the right credentials and content type. */
	sent(): Sent[];
	/** The IDs of what the last run made or changed, in order. */
	madeIds(): string[];
	/** The provider's next answers. */
	faults(...faults: Fault[]): void;
}

/** The provider's entry in the registry. */
export function providerOf(name: ProviderName): RegisteredProvider {
	const provider = providers.find(({ value }) => value === name);
	if (provider === undefined) throw new Error(`${name} is not in the registry`);
	return provider;
}

export interface Choice {
	resource: Resource;
	operation: Operation;
}

export const operationsOf = (provider: Provider): Choice[] =>
	provider.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	);

export function choiceOf(
	provider: Provider,
	place: { resource: string; operation: string },
): Choice {
	const choice = operationsOf(provider).find(
		({ resource, operation }) =>
			resource.value === place.resource && operation.value === place.operation,
	);
	if (choice === undefined) {
		throw new Error(`${provider.name} has no operation ${place.resource} ${place.operation}`);
	}
	return choice;
}

/** Whether an operation works on each item by itself; the others are tried in test/configuration. */
export const worksAlone = ({ operation }: Pick<Choice, 'operation'>) =>
	operation.prepare === undefined;

/** All fields that the form shows for an operation. */
export const fieldsOf = ({ operation }: Choice): Field[] => formFields(operation);

const isPicker = (fields: Field[], name: string) =>
	fields.some((field) => field.name === name && field.type === 'resourceLocator');

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Parameters as the editor stores them: an ID stands in its picker. */
export function asStored(fields: Field[], parameters: INodeParameters): INodeParameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			isPicker(fields, name) && typeof value === 'string' ? byId(value) : value,
		]),
	);
}

const isGroup = (value: NodeParameterValueType): value is INodeParameters =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether other fields show or not by the value of this one: n8n demands all of them for an expression. */
const isDeciding = (fields: Field[], name: string) =>
	fields.some(({ showWhen }) => showWhen !== undefined && name in showWhen);

/** The same parameters as expressions that take every value from the item. */
export function asExpressions(fields: Field[], parameters: INodeParameters): INodeParameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => {
			if (isDeciding(fields, name)) return [name, value];
			if (isPicker(fields, name)) return [name, byId(`={{ $json.${name} }}`)];
			if (!isGroup(value)) return [name, `={{ $json.${name} }}`];
			const keys = Object.keys(value).map((key) => [key, `={{ $json.${name}.${key} }}`]);
			return [name, Object.fromEntries(keys)];
		}),
	);
}

const contentTypes = {
	form: 'application/x-www-form-urlencoded',
	json: 'application/json',
};

const encodingOf = (provider: ProviderName) => facts[provider].api.bodies;

/** Form fields by name; a field that occurs several times is a list. */
function formOf(text: string): Record<string, string | string[]> {
	const form = new URLSearchParams(text);
	return Object.fromEntries(
		[...new Set(form.keys())].map((name) => {
			const values = form.getAll(name);
			return [name, values.length === 1 ? values[0] : values];
		}),
	);
}

function asSent(request: LoggedRequest): Sent {
	const { method, url, headers, body } = request;
	const provider = request.provider as ProviderName;
	expect(isSignedIn(simulators[provider].account, headers)).toBe(true);
	expect(headers.accept).toContain('application/json');
	if (body === '') return [`${method} ${url}`];
	const encoding = encodingOf(provider);
	expect(headers['content-type']).toBe(contentTypes[encoding]);
	return [`${method} ${url}`, encoding === 'form' ? formOf(body) : (JSON.parse(body) as unknown)];
}

/** Nothing that costs money, and no mistake of the sandbox itself. */
function expectHarmless(requests: LoggedRequest[]): void {
	expect(requests.filter(({ danger, problem }) => danger ?? problem)).toEqual([]);
}

const basicPairs = (headers: Record<string, string>) =>
	Object.values(headers).map((value) => value.replace(/^(?:Basic|Bearer) /, ''));

/** Secrets of the credentials, as they are and as they travel. */
const credentialSecrets = [
	...secretValues,
	...Object.values(simulators).flatMap(({ account }) =>
		basicPairs(account.authorization).filter((value) => !(value in account.ids)),
	),
];

export function expectNoCredentials(text: string): void {
	expect(credentialSecrets.filter((secret) => text.includes(secret))).toEqual([]);
}

/** One sandbox for a test file, fresh before every test and checked after it. */
function useCheckedSandbox(): { readonly sandbox: Sandbox; logLines: string[]; forget(): void } {
	const logLines: string[] = [];
	const held = useSandbox({
		now: () => new Date(now),
		log: (line) => logLines.push(line),
	});
	const check = () => expectHarmless(held.sandbox.requests);
	beforeEach(() => {
		logLines.length = 0;
	});
	afterEach(() => {
		check();
		expectNoCredentials(logLines.join('\n'));
	});
	return {
		get sandbox() {
			return held.sandbox;
		},
		logLines,
		forget() {
			check();
			held.sandbox.requests.length = 0;
		},
	};
}

function benchOf(name: ProviderName, held: ReturnType<typeof useCheckedSandbox>): Bench {
	const call = async (method: string, path: string, body?: IDataObject) => {
		const client = clientFor(held.sandbox, name);
		const form = () => new URLSearchParams(body as Record<string, string>);
		const data = body !== undefined && encodingOf(name) === 'form' ? form() : body;
		const response = await client.request<IDataObject>({ method, url: path, data });
		if (response.status >= 300) {
			throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(response.data)}`);
		}
		return response.data;
	};
	return {
		provider: providerOf(name),
		logLines: held.logLines,
		get sandbox() {
			return held.sandbox;
		},
		api: {
			get: async (path) => await call('GET', path),
			post: async (path, body) => await call('POST', path, body),
			put: async (path, body) => await call('PUT', path, body),
			delete: async (path) => await call('DELETE', path),
		},
		async run({ resource, operation }, parameters, more = {}) {
			held.forget();
			const run = await runNode({
				credentials: sandboxCredentials(held.sandbox.addresses),
				...more,
				parameters: { provider: name, resource, operation, ...parameters },
			});
			expectNoCredentials(run.stored);
			return run;
		},
		sent: () => held.sandbox.requests.map(asSent),
		madeIds: () => held.sandbox.requests.flatMap(({ effects }) => effects.map(({ id }) => id)),
		faults: (...faults) => held.sandbox.setFaults(faults),
	};
}

/** One provider in one sandbox for a test file; fresh before every test, and checked after it. */
export const useBench = (name: ProviderName): Bench => benchOf(name, useCheckedSandbox());

/** All providers in one sandbox. */
export function useBenches(): Bench[] {
	const held = useCheckedSandbox();
	return providers.map(({ value }) => benchOf(value, held));
}

/** Equal in every value and in the order of the keys. */
export function expectRows(rows: IDataObject[], expected: IDataObject[]): void {
	expect(rows).toEqual(expected);
	expect(JSON.stringify(rows)).toBe(JSON.stringify(expected));
}

export const rowsOf = (run: Run): IDataObject[] => run.items.map(({ json }) => json);

export const pairsOf = (run: Run) => run.items.map(({ pairedItem }) => pairedItem);

export const outputOf = (output: Arranged['output'], madeId: string): IDataObject[] =>
	typeof output === 'function' ? output(madeId) : output;

/** What to do about an error and what had been done, or '' where there is none. */
export const descriptionOf = ({ error }: Run): string =>
	(error as { description?: string | null } | undefined)?.description ?? '';

/** All that an error says: message and description. */
export const wordsOf = (run: Run): string => `${run.error?.message ?? ''}\n${descriptionOf(run)}`;

/** Runs every case of a table: requests, output, and the same with Simplify off. */
export function describeCases(bench: Bench, cases: OperationCase[]): void {
	const { provider } = bench;

	const titled = cases.map((entry) => ({ about: '', ...entry }));

	describe.each(titled)('$resource $operation $about', (entry) => {
		const choice = choiceOf(provider, entry);
		const stored = (parameters: INodeParameters) => asStored(fieldsOf(choice), parameters);

		it('sends these requests and returns these items', async () => {
			const { parameters, input = {}, sent, output } = await entry.arrange(0);
			const run = await bench.run(entry, stored(parameters), { input: [input], wholeForm: true });
			expect(wordsOf(run)).toBe('\n');
			const [madeId] = bench.madeIds();
			const withId = sent.map(([line, ...body]) => [
				typeof line === 'string' ? line.replace('{made}', madeId) : line,
				...body,
			]);
			expect(bench.sent()).toEqual(withId);
			expectRows(rowsOf(run), outputOf(output, madeId));
			expect(pairsOf(run)).toEqual(rowsOf(run).map(() => ({ item: 0 })));
			expect(run).toMatchObject({ status: 'success', errorItems: [], hints: [] });
		});

		if (choice.operation.returns !== 'answer') {
			it('returns what the provider shows when Simplify is off', async () => {
				const { parameters, input = {}, raw } = await entry.arrange(0);
				const run = await bench.run(
					entry,
					{ ...stored(parameters), simplify: false },
					{ input: [input] },
				);
				const rows = rowsOf(run);
				expect(wordsOf(run)).toBe('\n');
				expect(rows).not.toEqual([]);
				expect(raw).toBeDefined();
				expectRows(rows, (await raw?.(rows)) ?? []);
			});
		}
	});

	it('has a case for every operation', () => {
		const known = cases.map(({ resource, operation }) => `${resource} ${operation}`);
		const missing = operationsOf(provider)
			.filter(worksAlone)
			.map(({ resource, operation }) => `${resource.value} ${operation.value}`)
			.filter((name) => !known.includes(name));
		expect(missing).toEqual([]);
	});
}
