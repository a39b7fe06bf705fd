import type { NodeHint } from 'n8n-workflow';
import type { Provider, Resource } from '../contract/provider';
import { RESOURCES, type ResourceName } from '../contract/resources';

/** What people look for first and some providers do not offer. */
const EXPECTED = { update: 'change', delete: 'delete' };

/** What cannot be undone about a create, or undefined where nothing is lacking. */
function lacking({ name }: Provider, { value, operations }: Resource): string | undefined {
	const has = (verb: string) => operations.some((operation) => operation.value === verb);
	if (!has('create')) return undefined;
	const missing = Object.entries(EXPECTED).flatMap(([verb, word]) => (has(verb) ? [] : [word]));
	if (missing.length === 0) return undefined;
	const { singular } = RESOURCES[value as ResourceName];
	const instead = has('deactivate') ? ', only deactivate it' : '';
	return `This node cannot ${missing.join(' or ')} the ${singular} afterwards${instead}, because ${name} documents no way. Check the values first.`;
}

/** Hints in the node's window that say, before something is created, what cannot be done with it, from the tables. */
export function nodeHints(providers: Provider[]): NodeHint[] {
	return providers.flatMap((provider) =>
		provider.resources.flatMap((resource): NodeHint[] => {
			const message = lacking(provider, resource);
			if (message === undefined) return [];
			return [
				{
					message,
					type: 'info',
					location: 'ndv',
					whenToDisplay: 'beforeExecution',
					displayCondition: `={{ $parameter["provider"] === "${provider.value}" && $parameter["resource"] === "${resource.value}" && $parameter["operation"] === "create" }}`,
				},
			];
		}),
	);
}
