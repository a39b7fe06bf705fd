import type { IDataObject } from 'n8n-workflow';
import type { Operation, Provider, Resource, Values } from '../../nodes/SipTrunk/contract/provider';
import { readValues } from '../../nodes/SipTrunk/fields/values';
import { formFields } from '../../nodes/SipTrunk/form/order';
import { collected, type FakeClient } from './fakeClient';

/** A provider's operations by name, as tests call them: with parameters as the editor stores them. */

function found<T extends { value: string }>(entries: T[], value: string): T {
	const entry = entries.find((candidate) => candidate.value === value);
	if (!entry) throw new Error(`There is no "${value}" among ${entries.map((one) => one.value)}`);
	return entry;
}

export const resourceOf = (provider: Provider, resource: string): Resource =>
	found(provider.resources, resource);

export const operationOf = (provider: Provider, resource: string, operation: string): Operation =>
	found(resourceOf(provider, resource).operations, operation);

/** The checked values of a form, unset fields at their defaults; throws InputError as the node would. */
export function valuesOf(operation: Operation, parameters: IDataObject): Values {
	const fields = formFields(operation);
	const entered: Record<string, unknown> = {
		...Object.fromEntries(fields.map((field) => [field.name, field.default])),
		...parameters,
	};
	return readValues(fields, (name) => entered[name]);
}

/** Runs an operation; a list comes back as an array. */
export async function run(
	operation: Operation,
	client: FakeClient,
	parameters: IDataObject,
): Promise<IDataObject[]> {
	const answer = operation.run(client, valuesOf(operation, parameters));
	return Symbol.asyncIterator in answer ? await collected(answer) : [await answer];
}
