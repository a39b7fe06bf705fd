import type { Field, Provider } from '../../contract/provider';
import { RESOURCES, type ResourceName } from '../../contract/resources';
import type { ConfigurationPort } from '../port';
import type { FindingKind, Remedy } from './finding';

/** What mends a finding, in words. */

/** A field of an operation, also one inside a group. */
function fieldNamed(fields: ReadonlyArray<Field | object>, name: string): Field | undefined {
	for (const field of fields) {
		if (!('type' in field)) continue;
		if (field.name === name) return field;
		const inside = fieldNamed((field.options ?? []) as Field[], name);
		if (inside !== undefined) return inside;
	}
	return undefined;
}

/** Whether Apply can do something about a trunk that is there: change this setting, or add something to the trunk. */
function canApply({ settings, sections }: ConfigurationPort, name: string | undefined): boolean {
	if (name === undefined) return Object.keys(sections).length > 0;
	const setting = Object.values(settings).find(({ field }) => field.name === name);
	return setting === undefined || setting.change;
}

/** "Trunk > Update, 'Secure Trunking'", or undefined where the provider does not offer it. */
function inWords({ resources }: Pick<Provider, 'resources'>, remedy: Remedy): string | undefined {
	const resource = resources.find(({ value }) => value === remedy.resource);
	const operation = resource?.operations.find(({ value }) => value === remedy.operation);
	if (resource === undefined || operation === undefined) return undefined;
	const { port } = resource as { port?: ConfigurationPort };
	if (port !== undefined && !canApply(port, remedy.field)) return undefined;
	const place = `${RESOURCES[resource.value as ResourceName].name} > ${operation.name}`;
	if (remedy.field === undefined) return place;
	const field = fieldNamed(operation.fields, remedy.field);
	return field === undefined ? undefined : `${place}, '${field.displayName}'`;
}

/** The operation and field that mend a finding, if the provider offers one; else what to do there by hand. */
export function fixOf(
	provider: Pick<Provider, 'name' | 'resources'>,
	{ remedies, byHand }: Pick<FindingKind, 'byHand' | 'remedies'>,
): string {
	for (const remedy of remedies) {
		const text = inWords(provider, remedy);
		if (text !== undefined) return text;
	}
	return `At ${provider.name}: ${byHand}`;
}
