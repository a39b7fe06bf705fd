import type { INodeTypeDescription } from 'n8n-workflow';
import { providers } from '../providers';
import { nodeHints } from './hints';
import { nodeCredentials, nodeProperties } from './properties';
import { enumeration, nodeSubtitle } from './texts';

/** What the node's description says of the providers. */
export type Form = Pick<
	INodeTypeDescription,
	'subtitle' | 'description' | 'hints' | 'credentials' | 'properties'
>;

/**
 * The form of all providers. n8n reads it at every start: so that it need not read every provider for that, the build
 * puts the finished value in the place of this file; see `tools/writeForm.mjs`.
 */
export const form: Form = {
	subtitle: nodeSubtitle(providers),
	description: `Create, list, change and remove SIP trunks at ${enumeration(providers.map(({ name }) => name))}`,
	hints: nodeHints(providers),
	credentials: nodeCredentials(providers),
	properties: nodeProperties(providers),
};
