import type { IDisplayOptions, INode, INodeProperties } from 'n8n-workflow';
import type { Operation, Provider } from '../contract/provider';
import { conditions, isMetAt } from './conditions';
import { distinct, everyOperation } from './places';

/** The node as a tool of an AI agent. */

/**
 * Whether the node runs as a tool of an AI agent: n8n gives that variant of a node a type name of its own. (Its
 * `isToolExecution()` says no where the engine runs the tool for the agent.)
 */
export const isTool = ({ type }: Pick<INode, 'type'>) => type.endsWith('Tool');

/** What a model is told of the tool that an operation becomes: what it does, where, and what follows from it. */
export const toolDescription = (
	provider: string,
	{ action, description }: Pick<Operation, 'action' | 'description'>,
): string => `${action} at ${provider}. ${description.replace(/\.$/, '')}.`;

/**
 * What a model reads of the node as a tool, because n8n by itself writes only the action there: for each operation that
 * changes something its own text, and nothing for the others, which need none. n8n leaves the text to a node that has
 * this property, and shows it only there.
 *
 * A text for each, although one expression would be shorter: n8n's editor (2.41) does not work it out anew when another
 * operation is chosen, and leaves the expression as the text when somebody wants to write there.
 */
export function toolDescriptionProperties(providers: Provider[]): INodeProperties[] {
	const toolProperty = (text: string, show: IDisplayOptions['show']): INodeProperties => ({
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 2 },
		default: text,
		displayOptions: { show: { '@tool': [true], ...show } },
	});
	const operations = everyOperation(providers);
	const every = operations.map(({ place }) => place);
	const reads = operations.filter(({ operation }) => operation.readsOnly);
	return [
		{
			...toolProperty('', { operation: distinct(reads.map(({ place }) => place.operation)) }),
			description: 'What the model reads about this tool. If empty, only the action.',
		},
		...operations
			.filter(({ operation }) => !operation.readsOnly)
			.flatMap(({ provider, operation, place }) =>
				conditions([place], isMetAt(every.filter((other) => other !== place))).map((condition) =>
					toolProperty(toolDescription(provider.name, operation), condition),
				),
			),
	];
}
