import type { INode } from 'n8n-workflow';
import type { Operation } from '../contract/provider';

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
