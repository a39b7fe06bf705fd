import type { IDataObject } from 'n8n-workflow';
import type {
	Operation,
	PickerEntry,
	Provider,
	Resource,
	Values,
} from '../../nodes/SipTrunk/contract/provider';
import type { Recovery } from '../../nodes/SipTrunk/contract/request';
import { readValues } from '../../nodes/SipTrunk/fields/values';
import { formFields } from '../../nodes/SipTrunk/form/order';
import { idOf, simplified } from '../../nodes/SipTrunk/rows/simplified';
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

/** A row as the node shows it with Simplify on. */
export const simplifiedBy =
	(provider: Provider, resource: string) =>
	(row: IDataObject): IDataObject =>
		simplified(provider, resourceOf(provider, resource), row);

/** How a row shows in the resource's picker. */
export function entryOf(provider: Provider, resource: string, row: IDataObject): PickerEntry {
	const { picker } = resourceOf(provider, resource);
	if (picker === undefined) throw new Error(`There is no picker for ${resource}`);
	return { value: idOf(provider, resourceOf(provider, resource), row), ...picker.entry(row) };
}

/** The checked values of a form, unset fields at their defaults; throws InputError as the node would. */
export function valuesOf(operation: Operation, parameters: IDataObject): Values {
	const fields = formFields(operation);
	const entered: Record<string, unknown> = {
		...Object.fromEntries(fields.map((field) => [field.name, field.default])),
		...parameters,
	};
	return readValues(fields, (name) => entered[name]);
}

/** Runs an operation; a list comes back as an array, a row with what the node adds to it. */
export async function run(
	operation: Operation,
	client: FakeClient,
	parameters: IDataObject,
): Promise<IDataObject[]> {
	const answer = operation.run(client, valuesOf(operation, parameters));
	if (Symbol.asyncIterator in answer) return await collected(answer);
	const row = await answer;
	return [{ ...row, ...client.added }];
}

/** How an operation finds out what became of the request that it sends first. */
export async function recoveryOf(
	operation: Operation,
	client: FakeClient,
	parameters: IDataObject,
): Promise<Recovery> {
	await run(operation, client, parameters);
	const request = client.requests.find(({ recovery }) => recovery !== undefined);
	if (request?.recovery === undefined) throw new Error(`${operation.action} has no recovery`);
	return request.recovery;
}
