import type { Operation, Provider, Resource } from '../../../nodes/SipTrunk/contract/provider';
import type { ProviderName } from '../../../sandbox/index';

/** What there is to try: the operations of the node as it was built. */

/** The registry as it was built, the same that the engine loads. */
export const { providers } = jest.requireActual<
	typeof import('../../../nodes/SipTrunk/providers/index')
>('../../../dist/nodes/SipTrunk/providers');

export const { formFields } = jest.requireActual<
	typeof import('../../../nodes/SipTrunk/form/order')
>('../../../dist/nodes/SipTrunk/form/order');

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
