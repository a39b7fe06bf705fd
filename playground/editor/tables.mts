import type { ICredentialType, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Operation, Provider } from '../../nodes/SipTrunk/contract/provider.js';
import { formFields } from '../../nodes/SipTrunk/form/order.js';
import { providers } from '../../nodes/SipTrunk/providers/index.js';
import { credentialNames } from '../credentials.mjs';
import type { CredentialTypeName } from '../../sandbox/credentials.js';
import type { NewNode } from './editor.mjs';

/** What the node's own tables say that the editor has to show. */

export interface Choice {
	provider: Provider;
	resource: string;
	operation: Operation;
}

export const choicesOf = (provider: Provider): Choice[] =>
	provider.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ provider, resource: resource.value, operation })),
	);

export const everyChoice: Choice[] = providers.flatMap(choicesOf);

/** Every resource and operation that some provider offers and this one does not. */
export function missingAt(provider: Provider): Array<Omit<Choice, 'provider'>> {
	const key = ({ resource, operation }: Omit<Choice, 'provider'>) =>
		`${resource} ${operation.value}`;
	const offered = new Set(choicesOf(provider).map(key));
	const missing = everyChoice.filter((choice) => !offered.has(key(choice)));
	return [...new Map(missing.map((choice) => [key(choice), choice])).values()];
}

/** The credential of the sandbox, as a node refers to it. */
export const credentialOf = ({ credentialType }: Provider) => ({
	[credentialType]: credentialNames[credentialType as CredentialTypeName],
});

/** Its class, as n8n loads it. */
export async function credentialTypeOf({ credentialType }: Provider): Promise<ICredentialType> {
	const name = `${credentialType[0].toUpperCase()}${credentialType.slice(1)}`;
	const file = `../../credentials/${name}.credentials.js`;
	const classes = (await import(file)) as Record<string, new () => ICredentialType>;
	return new classes[name]();
}

export const nodeFor = (
	{ provider, resource, operation }: Choice,
	name: string,
	parameters: Record<string, unknown> = {},
): NewNode => ({
	name,
	parameters: { provider: provider.value, resource, operation: operation.value, ...parameters },
	credentials: credentialOf(provider),
});

/** A way to set the parameters on which other fields depend. */
type Setting = Record<string, unknown>;

/** One setting per value that makes other fields appear or vanish, and always the defaults. */
function settings(fields: Field[]): Setting[] {
	const deciding = new Set(fields.flatMap(({ showWhen }) => Object.keys(showWhen ?? {})));
	const variants = fields
		.filter(({ name }) => deciding.has(name))
		.flatMap(({ name, type, options, default: usual }) =>
			(type === 'boolean'
				? [true, false]
				: (options as INodePropertyOptions[]).map(({ value }) => value)
			)
				.filter((value) => value !== usual)
				.map((value) => ({ [name]: value })),
		);
	return [{}, ...variants];
}

const defaultOf = ({ type, default: usual }: Field): unknown =>
	type === 'resourceLocator' ? { __rl: true, ...(usual as object) } : usual;

const nestedIn = ({ options = [] }: Field): Field[] =>
	options.filter((option): option is Field => 'type' in option);

/** What the node's window has to show for one operation. */
export interface Form {
	title: string;
	node: NewNode;
	/** In the order of the form, below Provider, Resource and Operation. */
	fields: Array<{ path: string; label: string; dropdown: boolean }>;
}

/** The forms of an operation, with every optional field added. */
export function formsOf(choice: Choice): Form[] {
	const { provider, resource, operation } = choice;
	const all = formFields(operation);
	return settings(all).map((setting) => {
		const values: Setting = Object.fromEntries(
			all.map(({ name, default: usual }) => [name, usual]),
		);
		Object.assign(values, setting);
		const shown = all.filter(({ showWhen }) =>
			Object.entries(showWhen ?? {}).every(([name, wanted]) =>
				(wanted as unknown[]).includes(values[name]),
			),
		);
		const title = [provider.value, resource, operation.value, ...Object.entries(setting).flat()];
		const collections = shown.filter(({ type }) => type === 'collection');
		const added = collections.map((field) => [
			field.name,
			Object.fromEntries(nestedIn(field).map((nested) => [nested.name, defaultOf(nested)])),
		]);
		const entry = (field: Field, path: string) => ({
			path,
			label: field.displayName,
			dropdown: field.type === 'options',
		});
		return {
			title: title.join(' '),
			node: nodeFor(choice, title.join(' '), { ...setting, ...Object.fromEntries(added) }),
			fields: shown.flatMap((field) =>
				field.type === 'collection'
					? nestedIn(field).map((nested) => entry(nested, `${field.name}.${nested.name}`))
					: [entry(field, field.name)],
			),
		};
	});
}
