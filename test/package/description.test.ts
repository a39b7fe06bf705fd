import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { filesBelow, readText } from '../../docs/generator/files.cjs';
import { facts } from '../../facts/index';
import { version } from '../../package.json';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { RESOURCES, type ResourceName } from '../../nodes/SipTrunk/contract/resources';
import { form } from '../../nodes/SipTrunk/form/form';
import { toolDescription } from '../../nodes/SipTrunk/form/toolDescriptions';
import { fieldsOf, operationsOf, providers, type Choice } from '../operations/support';
import { loadPackage } from '../support/engine';
import { resolved } from '../support/expressions';
import { project, runNodeProgram } from '../support/scratch.cjs';

/** The form that the editor shows, as n8n reads it from the built package. */

/** It is sent to every browser, and n8n reads it when it starts. */
const CHARACTERS_PER_OPERATION = 1_460;

/**
 * What n8n 2.41 shows without cutting it, in characters; measured in pixels by `npm run test:editor`: two lines of 358
 * in the dropdown, one of 192 on the canvas. Wide letters are why both are less than what fits of most texts.
 */
const MAXIMUM_DESCRIPTION = 105;
const MAXIMUM_SUBTITLE = 30;

/** As the facts spell them, which nobody changes together with the registry by mistake. */
const providerNames = Object.keys(facts);

let description: INodeTypeDescription;

beforeAll(async () => {
	const loader = await loadPackage();
	description = NodeHelpers.getVersionedNodeType(loader.getNode('sipTrunk').type).description;
});

const node: INode = {
	id: 'node',
	name: 'SIP Trunk',
	type: 'n8n-nodes-sip-trunk.sipTrunk',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Whether n8n shows a property, or an option of one, next to these values. */
const isVisible = (
	values: INodeParameters,
	shown: Pick<INodeProperties, 'displayOptions'>,
): boolean => NodeHelpers.displayParameter(values, shown as INodeProperties, node, description);

const visible = (values: INodeParameters): INodeProperties[] =>
	description.properties.filter((property) => isVisible(values, property));

const visibleOptions = (values: INodeParameters, { options }: INodeProperties) =>
	(options as INodePropertyOptions[]).filter((option) => isVisible(values, option));

const choices = providers.flatMap((provider) =>
	operationsOf(provider).map((choice) => ({
		title: `${provider.value} ${choice.resource.value} ${choice.operation.value}`,
		provider,
		choice,
	})),
);

const placeOf = ({ provider, choice }: (typeof choices)[number]): INodeParameters => ({
	provider: provider.value,
	resource: choice.resource.value,
	operation: choice.operation.value,
});

const defaultsOf = (choice: Choice): INodeParameters =>
	Object.fromEntries(
		fieldsOf(choice).map((field) => [field.name, field.default]),
	) as INodeParameters;

/** The form as it begins, and once for every other value of a field on which others depend. */
function formsOf(choice: Choice): INodeParameters[] {
	const fields = fieldsOf(choice);
	const defaults = defaultsOf(choice);
	const deciding = fields.flatMap(({ showWhen, hideWhen }) => [
		...Object.entries(showWhen ?? {}),
		...Object.entries(hideWhen ?? {}),
	]);
	return [
		defaults,
		...deciding.flatMap(([name, values]) =>
			values.map((value) => ({ ...defaults, [name]: value })),
		),
	] as INodeParameters[];
}

function isShownWith({ showWhen = {}, hideWhen = {} }: Field, values: INodeParameters): boolean {
	const isAny = ([name, some]: [string, readonly unknown[]]) =>
		some.some((value) => value === values[name]);
	return Object.entries(showWhen).every(isAny) && !Object.entries(hideWhen).some(isAny);
}

const head = ['provider', 'resource', 'operation'];
const tail = ['additionalFields', 'updateFields', 'filters', 'configurationOptions', 'options'];

describe.each(choices)('$title', (entry) => {
	const { choice } = entry;

	it('is one choice in the dropdowns', () => {
		const values = placeOf(entry);
		const dropdowns = visible(values).filter(({ name }) => head.includes(name));
		expect(dropdowns.map(({ name }) => name)).toEqual(head);
		for (const dropdown of dropdowns) {
			const same = visibleOptions(values, dropdown).filter(
				({ value }) => value === values[dropdown.name],
			);
			expect(same).toHaveLength(1);
		}
		const [option] = visibleOptions(values, dropdowns[2]).filter(
			({ value }) => value === choice.operation.value,
		);
		expect(option).toMatchObject({
			name: choice.operation.name,
			action: choice.operation.action,
		});
	});

	it('stands beside what its provider offers, and nothing else', () => {
		const values = placeOf(entry);
		const offeredIn = (name: string) => {
			const dropdown = visible(values).find((property) => property.name === name);
			return visibleOptions(values, dropdown as INodeProperties).map(({ value }) => value);
		};
		expect(offeredIn('resource').sort()).toEqual(
			entry.provider.resources.map(({ value }) => value).sort(),
		);
		expect(offeredIn('operation').sort()).toEqual(
			choice.resource.operations.map(({ value }) => value).sort(),
		);
	});

	it('describes what it does at this provider', () => {
		const values = placeOf(entry);
		const dropdown = visible(values).find(({ name }) => name === 'operation') as INodeProperties;
		const option = visibleOptions(values, dropdown).find(
			({ value }) => value === choice.operation.value,
		);
		expect(option?.description).toBe(choice.operation.description);
	});

	it('shows its fields in order, required ones first, and no others', () => {
		for (const form of formsOf(choice)) {
			const shown = visible({ ...placeOf(entry), ...form }).filter(
				({ name }) => !head.includes(name),
			);
			const fields = fieldsOf(choice).filter((field) => isShownWith(field, form));
			expect(shown.map(({ name, displayName }) => `${name}: ${displayName}`)).toEqual(
				fields.map(({ name, displayName }) => `${name}: ${displayName}`),
			);
			const required = shown.map((property) => property.required === true);
			expect(required.lastIndexOf(true)).toBe(required.filter(Boolean).length - 1);
			const groups = shown.map(({ name }) => name).filter((name) => tail.includes(name));
			expect(groups).toEqual(tail.filter((name) => groups.includes(name)));
			expect(shown.slice(-groups.length).map(({ name }) => name)).toEqual(groups);
		}
	});

	it('tells a model what follows from a change, as a tool and nowhere else', () => {
		const asTool = { ...description, name: 'sipTrunkTool' };
		const isShown = (property: INodeProperties, type: INodeTypeDescription) =>
			property.name === 'toolDescription' &&
			NodeHelpers.displayParameter(placeOf(entry), property, node, type);
		const { properties } = description;
		expect(properties.filter((property) => isShown(property, description))).toEqual([]);
		const shown = properties.filter((property) => isShown(property, asTool));
		expect(shown.map((property) => property.default)).toEqual([
			choice.operation.readsOnly ? '' : toolDescription(entry.provider.name, choice.operation),
		]);
	});

	it('takes one credential', () => {
		const values = placeOf(entry);
		const shown = (description.credentials ?? []).filter((credential) =>
			NodeHelpers.displayParameter(values, credential, node, description),
		);
		expect(shown.map(({ name, required }) => ({ name, required }))).toEqual([
			{ name: entry.provider.credentialType, required: true },
		]);
	});
});

it('has on average no more characters for an operation than may be', () => {
	const average = JSON.stringify(description).length / choices.length;
	expect(average).toBeLessThanOrEqual(CHARACTERS_PER_OPERATION);
});

describe('where provider, resource and operation do not go together', () => {
	const resources = [...new Set(choices.map(({ choice }) => choice.resource.value))];

	/** Whether an operation has a field wherever it is offered: it then shows whatever the provider is. */
	const commonTo = ({ resource, operation }: Choice, name: string) =>
		choices
			.filter(
				({ choice }) =>
					choice.resource.value === resource.value && choice.operation.value === operation.value,
			)
			.every(({ choice }) => fieldsOf(choice).some((field) => field.name === name));

	it.each(providers)('$name shows a notice that says who offers it', (provider) => {
		for (const resource of resources) {
			const elsewhere = choices.filter(({ choice }) => choice.resource.value === resource);
			for (const { choice } of elsewhere) {
				const values = { provider: provider.value, resource, operation: choice.operation.value };
				const notices = visible(values).filter(({ type }) => type === 'notice');
				const offering = elsewhere.filter(
					(other) => other.choice.operation.value === choice.operation.value,
				);
				if (offering.some((other) => other.provider === provider)) {
					expect(notices).toEqual([]);
					continue;
				}
				expect(notices).toHaveLength(1);
				for (const other of offering) expect(notices[0].displayName).toContain(other.provider.name);
				const others = visible(values).filter(({ name }) => !head.includes(name));
				expect(others.filter(({ name }) => !commonTo(choice, name))).toEqual(notices);
			}
		}
	});
});

describe('the nodes panel', () => {
	it('lists every action once', () => {
		const [, resource] = description.properties;
		expect(resource.name).toBe('resource');
		const actions = (resource.options as INodePropertyOptions[]).flatMap(({ value }) => {
			// The panel takes the first property that shows for the resource, whatever else it depends on.
			const first = description.properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(value) === true,
			) as INodeProperties;
			const options = first.options as INodePropertyOptions[];
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
			expect(options.map((option) => option.value)).toContain(first.default);
			return options.map(
				({ action, value: operation }) => `${String(value)} ${String(operation)}: ${action}`,
			);
		});
		const offered = choices.map(
			({ choice: { resource: kind, operation } }) =>
				`${kind.value} ${operation.value}: ${operation.action}`,
		);
		expect(actions.sort()).toEqual([...new Set(offered)].sort());
		const texts = actions.map((action) => action.split(': ')[1]);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('finds the node by the words that people search for', async () => {
		const { types } = await loadPackage();
		const aliases = types.nodes.find(({ name }) => name === 'sipTrunk')?.codex?.alias ?? [];
		const words = ['sip', 'trunk', 'voip', 'telephony', 'pbx', 'carrier', 'phone', 'did'];
		for (const word of [...words, 'phone number', 'number', 'call', 'calls', 'e164']) {
			expect(aliases).toContain(word);
		}
		for (const { name } of providers) expect(aliases).toContain(name.toLowerCase());
	});
});

/** Every property, with those inside collections, and where it stands. */
function* everyProperty(
	properties: INodeProperties[],
	place = '',
): Generator<{ property: INodeProperties; place: string }> {
	for (const property of properties) {
		const here = `${place}${property.name}`;
		yield { property, place: here };
		if (property.type === 'collection') {
			yield* everyProperty(property.options as INodeProperties[], `${here}.`);
		}
		if (property.type === 'fixedCollection') {
			for (const { values } of property.options as INodePropertyCollection[]) {
				yield* everyProperty(values, `${here}.`);
			}
		}
	}
}

describe('the Operation dropdown', () => {
	it('shows the whole description: n8n cuts what is longer than two lines', () => {
		const descriptions = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.map((option) => option.description ?? '');
		expect(descriptions.length).toBeGreaterThan(choices.length / 2);
		expect(descriptions.filter(({ length }) => length > MAXIMUM_DESCRIPTION)).toEqual([]);
	});

	it('leaves what goes with a Vobiz trunk in sight below the picker', () => {
		const values = { provider: 'vobiz', resource: 'trunk', operation: 'delete' };
		const picker = visible(values).find(({ name }) => name === 'trunkId');
		for (const word of ['SIP credential', 'IP access control entry', 'origination URIs']) {
			expect(picker?.hint).toContain(word);
		}
	});
});

describe('every property', () => {
	/** Dropdowns whose options say it, groups, which n8n shows without a text, and the text that a model reads. */
	const needNone = (property: INodeProperties) =>
		['collection', 'notice'].includes(property.type) ||
		['resource', 'operation', 'toolDescription'].includes(property.name);

	it('has a label and a description', () => {
		const bare = [...everyProperty(description.properties)]
			.filter(
				({ property }) => !property.displayName || (!property.description && !needNone(property)),
			)
			.map(({ place, property }) => `${place} ${JSON.stringify(property.displayOptions?.show)}`);
		expect(bare).toEqual([]);
	});

	it('ends a sentence with a full stop only if there are several', () => {
		const texts = [...everyProperty(description.properties)].flatMap(({ property }) => [
			property.description ?? '',
			...(property.type === 'options'
				? (property.options as INodePropertyOptions[]).map((option) => option.description ?? '')
				: []),
		]);
		const wrong = texts
			.filter((text) => text !== '')
			.filter((text) => text.endsWith('.') !== /[.!?] [A-Z"'“]/.test(text));
		expect(wrong).toEqual([]);
	});

	it('says of what may be put on a trunk where it comes from, because an empty list says nothing', () => {
		const optional = [...everyProperty(description.properties)].filter(
			({ property, place }) =>
				property.type === 'resourceLocator' && /^(?:additional|update)Fields\./.test(place),
		);
		expect(new Set(optional.map(({ property }) => property.displayName))).toEqual(
			new Set([
				'Fallback Origination URI',
				'IP Access Control Entry',
				'Outbound Voice Profile',
				'Primary Origination URI',
				'SIP Credential',
				'Trunk',
			]),
		);
		for (const { property } of optional) {
			const kind = property.displayName.replace(/^(?:Fallback|Primary) /, '');
			expect(property.description).toMatch(
				new RegExp(
					`\\. Nothing in the list\\? Create one first: Resource '${kind}', Operation 'Create'\\.$`,
				),
			);
		}
	});

	it.each<[string, ...string[][]]>([
		['direction', ['inbound', 'outbound']],
		['trunkType', ['exotel', 'twilio'], ['credential', 'fqdn', 'ip']],
		['transport', ['tcp', 'tls', 'udp']],
		['authType', ['both', 'credential', 'ip']],
	])('explains every choice of %s', (name, ...kinds) => {
		const found = [...everyProperty(description.properties)].filter(
			({ property }) => property.name === name,
		);
		expect(found.length).toBeGreaterThan(0);
		for (const { property } of found) {
			const options = property.options as INodePropertyOptions[];
			const offered = options.map(({ value }) => value);
			const those = kinds.map((values) => values.filter((value) => offered.includes(value)));
			expect(those).toContainEqual(offered);
			for (const option of options) {
				expect(option.description ?? '').toMatch(/^[A-Z].{20,}/);
				expect(option.description?.length).toBeLessThanOrEqual(MAXIMUM_DESCRIPTION);
			}
		}
	});

	it('offers at least one choice in every dropdown, each with a name', () => {
		for (const { property } of everyProperty(description.properties)) {
			if (property.type !== 'options') continue;
			const options = property.options as INodePropertyOptions[];
			expect(options.length).toBeGreaterThan(1 - Number(property.name === 'operation'));
			for (const { name } of options) expect(name).not.toBe('');
			expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
		}
	});

	it('has in every group at least one field, by display name', () => {
		for (const { property } of everyProperty(description.properties)) {
			if (property.type !== 'collection') continue;
			const names = (property.options as INodeProperties[]).map(({ displayName }) => displayName);
			expect(names).not.toEqual([]);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});

	it('holds no secret in clear', () => {
		const secret = [...everyProperty(description.properties)].filter(
			({ property: { name, type } }) =>
				type === 'string' && /password|secret|token|apikey/i.test(name),
		);
		expect(secret.length).toBeGreaterThan(0);
		for (const { property } of secret) expect(property.typeOptions?.password).toBe(true);
	});

	it('offers a picker with search, and the ID by hand, where something is chosen', async () => {
		const loader = await loadPackage();
		const { methods } = NodeHelpers.getVersionedNodeType(loader.getNode('sipTrunk').type);
		for (const { property } of everyProperty(description.properties)) {
			if (property.type !== 'resourceLocator') continue;
			const [fromList, byId] = property.modes ?? [];
			// n8n labels the mode `id` "By ID" whatever its display name is.
			expect([byId.name, byId.displayName]).toEqual(
				property.name === 'phoneNumber' ? ['number', 'By Number or ID'] : ['id', 'By ID'],
			);
			expect([fromList.displayName, fromList.name]).toEqual(['From List', 'list']);
			const { searchListMethod, searchable } = fromList.typeOptions ?? {};
			expect(searchable).toBe(true);
			expect(methods?.listSearch).toHaveProperty(String(searchListMethod));
		}
	});
});

describe('names that users’ workflows store', () => {
	it('are those of the package, the node and the credentials', async () => {
		const loader = await loadPackage();
		expect(loader.packageName).toBe('n8n-nodes-sip-trunk');
		expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		expect(description).toMatchObject({ name: 'sipTrunk', version: 1, usableAsTool: true });
		expect(Object.keys(loader.known.credentials).sort()).toEqual(
			providerNames.map((name) => `${name}SipTrunkApi`).sort(),
		);
	});

	it('are those of the dropdowns, in this order', () => {
		expect(description.properties.slice(0, 3).map(({ name }) => name)).toEqual(head);
		const [provider] = description.properties;
		expect((provider.options as INodePropertyOptions[]).map(({ value }) => value)).toEqual(
			providerNames,
		);
		expect(provider.default).toBe('twilio');
		expect(head.every((name) => nameIsFixed(name))).toBe(true);
	});

	const nameIsFixed = (name: string) =>
		description.properties
			.filter((property) => property.name === name)
			.every(({ noDataExpression }) => noDataExpression === true);

	it('are the same for the same thing at every provider', () => {
		const types = new Map<string, Set<string>>();
		for (const { property } of everyProperty(description.properties)) {
			if (head.includes(property.name) || property.type === 'notice') continue;
			const known = types.get(property.name) ?? new Set();
			types.set(property.name, known.add(property.type));
		}
		const differing = [...types].filter(([, kinds]) => kinds.size > 1);
		// A number is chosen from the account's where there is a list of them, and entered elsewhere.
		expect(differing.map(([name]) => name)).toEqual(['phoneNumber']);
		for (const name of ['trunkId', 'name', 'maxConcurrentCalls', 'direction', 'phoneNumber']) {
			expect(types.has(name)).toBe(true);
		}
		for (const name of ['returnAll', 'limit', 'simplify']) expect(types.has(name)).toBe(true);
	});
});

it('has every way of choosing that the examples use', () => {
	const used = filesBelow('examples').flatMap((path) =>
		(JSON.parse(readText(path) ?? '') as { nodes: INode[] }).nodes
			.filter(({ type }) => type.startsWith('n8n-nodes-sip-trunk.'))
			.flatMap(({ parameters }) =>
				visible(parameters)
					.filter(({ type }) => type === 'resourceLocator')
					.map(({ name, modes = [] }) => ({
						place: `${path} ${name}`,
						mode: (parameters[name] as { mode?: string } | undefined)?.mode,
						modes: modes.map((mode) => mode.name),
					})),
			),
	);
	expect(used.filter(({ mode }) => mode !== undefined).length).toBeGreaterThan(0);
	expect(used.filter(({ mode, modes }) => mode && !modes.includes(mode))).toEqual([]);
});

it("keeps what is in a group when another operation or provider is chosen: n8n's editor empties groups by plain names", () => {
	const groups = description.properties.filter(({ type }) =>
		['collection', 'fixedCollection'].includes(type),
	);
	expect(groups.length).toBeGreaterThan(providers.length);
	const emptied = groups.flatMap(({ name, displayOptions }) =>
		[displayOptions?.show, displayOptions?.hide]
			.flatMap((conditions) => Object.keys(conditions ?? {}))
			.filter((parameter) => !parameter.startsWith('/'))
			.map((parameter) => `${name} by ${parameter}`),
	);
	expect(emptied).toEqual([]);
});

it('shows the credentials by hiding, so that Provider stays visible in the editor', () => {
	for (const { name, displayOptions } of description.credentials ?? []) {
		expect(displayOptions?.show).toBeUndefined();
		expect(displayOptions?.hide?.provider).toEqual(
			providers.filter(({ credentialType }) => credentialType !== name).map(({ value }) => value),
		);
	}
});

it('warns where something is created that cannot be undone, and only there', () => {
	const shown = (description.hints ?? []).map(({ message, displayCondition }) => ({
		message,
		...(/^=\{\{ \$parameter\["provider"\] === "(?<provider>\w+)" && \$parameter\["resource"\] === "(?<resource>\w+)" && \$parameter\["operation"\] === "(?<operation>\w+)" \}\}$/.exec(
			displayCondition ?? '',
		)?.groups ?? {}),
	}));
	const expected = providers.flatMap(({ value, name }) =>
		Object.entries(facts[value].createdForGood ?? {}).map(([resource, cannot]) => ({
			message: `This node cannot ${cannot}, because ${name} documents no way. Check the values first.`,
			provider: value,
			resource,
			operation: 'create',
		})),
	);
	expect(shown).toEqual(expected);
});

describe('the form that the build has written', () => {
	it('is the one that follows from the tables', () => {
		const written = Object.fromEntries(
			Object.keys(form).map((key) => [key, description[key as keyof typeof form]]),
		);
		expect(written).toEqual(JSON.parse(JSON.stringify(form)));
	});

	it('is all that n8n waits for when it starts: no provider, no run', () => {
		const node = `${project}/dist/nodes/SipTrunk/SipTrunk.node.js`;
		const { stdout } = runNodeProgram('.', '--eval', [
			`new (require(${JSON.stringify(node)}).SipTrunk)(); console.log(JSON.stringify(Object.keys(require.cache)))`,
		]);
		const rooms = [...stdout.matchAll(/dist\/nodes\/SipTrunk\/(\w+)\//g)].map(([, room]) => room);
		expect([...new Set(rooms)].sort()).toEqual(['contract', 'form', 'run']);
		expect(stdout).not.toMatch(/\/run\/(execute|pickers)\./);
	});
});

it('asks for the gateway name in the form itself, because nothing else keeps a repeated create from making two', () => {
	const below = visible({ provider: 'miniVoice', resource: 'trunk', operation: 'create' })
		.filter(({ name }) => !head.includes(name))
		.map(({ name }) => name);
	expect(below.slice(0, 3)).toEqual(['name', 'proxy', 'gatewayName']);
});

describe('the canvas', () => {
	let lines: Array<(typeof choices)[number] & { line: string }>;

	beforeAll(() => {
		const properties = description.properties.filter(({ name }) => head.includes(name));
		lines = choices.map((entry) => {
			const line = resolved(properties, placeOf(entry), String(description.subtitle));
			return { ...entry, line: String(line) };
		});
	});

	it('says what the node does, in words', () => {
		expect(description.subtitle).toMatch(/^=\{\{ .* \}\}$/);
		const verbs: Record<string, string> = {
			addToTrunk: 'attach',
			getAll: 'get',
			removeFromTrunk: 'detach',
		};
		for (const { provider, choice, line } of lines) {
			const { value } = choice.operation;
			const { singular, plural } = RESOURCES[choice.resource.value as ResourceName].short;
			const noun = value === 'getAll' ? plural : singular;
			expect(line).toBe(`${provider.name}: ${verbs[value] ?? value} ${noun}`);
		}
	});

	it('says it differently for every operation', () => {
		expect(new Set(lines.map(({ line }) => line)).size).toBe(choices.length);
	});

	it('shows all of it: n8n cuts what is wider than the node with its surroundings', () => {
		const tooLong = lines.map(({ line }) => line).filter(({ length }) => length > MAXIMUM_SUBTITLE);
		expect(tooLong).toEqual([]);
	});
});
