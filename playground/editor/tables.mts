import type { ICredentialType } from 'n8n-workflow';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations.js';
import type { Operation, Provider } from '../../nodes/SipTrunk/contract/provider.js';
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

/** The provider that a new node begins with. */
export const twilio = providers.find(({ value }) => value === 'twilio') as Provider;

/** An operation of a provider. @throws Error where it is not offered */
export function choiceOf(provider: Provider, resource: string, operation: string): Choice {
	const choice = choicesOf(provider).find(
		(one) => one.resource === resource && one.operation.value === operation,
	);
	if (!choice) throw new Error(`${provider.name} has no operation ${operation} for ${resource}`);
	return choice;
}

export const trunkChoice = (provider: Provider, operation: string): Choice =>
	choiceOf(provider, 'trunk', operation);

export const configurationOf = ({ resources }: Provider) =>
	resources.find(({ value }) => value === 'trunkConfiguration') as
		| ConfigurationResource
		| undefined;

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
