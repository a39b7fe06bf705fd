import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Field, Operation, PickerEntry, Resource, Values } from '../contract/provider';
import type { ProviderApi, ProviderClient, ProviderRequest } from '../contract/request';
import type { ResourceName } from '../contract/resources';
import type { ValuesOf } from '../contract/values';
import { operation } from '../contract/verbs';
import { collection, nameContains } from '../fields/common';
import { requestBody } from '../fields/values';
import { alphabetical } from '../fields/alphabetical';
import { readBack } from '../http/lookup';
import { ignoreIfMissing, remove as removeAt } from './delete';

/** Get, Get Many, Update, Delete and the picker of a plain resource, from where it lies, its fields and its row. */

/** How the API of a provider reads and changes things. */
export interface Style {
	/** What identifies a row. */
	idOf: ProviderApi['idOf'];
	/** Key of the ID in a row that is told without having been read. */
	idKey: string;
	/** Of a change, which leaves the same state however often it is sent. */
	method: IHttpRequestMethods;
	/** Sends a request whose answer is a row. Default: as it is. */
	send?(client: ProviderClient, request: ProviderRequest): Promise<IDataObject>;
}

/** What keeps something from being deleted that others use. */
interface Guard {
	/** The switch with which the user says that it may be deleted all the same. */
	force: Field;
	/** @throws RequestFailure where it may not be deleted, or where nobody can tell */
	refuse(client: ProviderClient, id: string, isForced: boolean): Promise<void>;
}

/** What is said of an operation. */
interface Words {
	description: string;
	/** What is said at the picker for the one that it is about. */
	one?: Pick<Field, 'description' | 'hint'>;
}

type Fields = readonly Field[];
type At = Pick<ProviderRequest, 'path' | 'host'>;
type ValuesOfOne<Above extends Fields, One extends Field> = ValuesOf<readonly [...Above, One]>;
type ValuesOfChange<Above extends Fields, One extends Field, Changed extends Fields> = ValuesOfOne<
	Above,
	One
> &
	ValuesOf<Changed>;

/** What is to be known of a resource, so that its operations follow from it. */
export interface PlainResource<Above extends Fields, One extends Field, Changed extends Fields>
	extends Pick<Resource, 'simplify'> {
	value: ResourceName;
	/** The pickers of what it belongs to. */
	above?: Above;
	/** The picker for one of it. */
	one: One;
	list(client: ProviderClient, values: ValuesOf<Above>): AsyncIterable<IDataObject>;
	/**
	 * Where one of it is.
	 *
	 * @param current the row as it is, where it was read just before
	 */
	at(
		client: ProviderClient,
		values: ValuesOfOne<Above, One>,
		current?: IDataObject,
	): At | Promise<At>;
	/** How one is found where no route reads it. */
	find?(client: ProviderClient, values: ValuesOfOne<Above, One>): Promise<IDataObject>;
	/** What the picker reads, where that takes fewer requests than the list. */
	rowsToChoose?(client: ProviderClient): AsyncIterable<IDataObject>;
	/** How a row shows in the picker. */
	entry(row: IDataObject): PickerEntry;
	get: Words;
	/**
	 * `filters` work on the simplified rows; default: the name. `within` is a picker for what those belong to that are
	 * wanted, if not all are.
	 */
	getAll: Words & { filters?: Fields; within?: Field };
	delete: Words & {
		guard?: Guard;
	};
	update: Words & {
		fields: Changed;
		hints?: Operation['hints'];
		/** Default: what the fields say. `current` is the row as it is, where the body takes its place. */
		body?(
			values: ValuesOfChange<Above, One, Changed>,
			at: { client: ProviderClient; current: IDataObject },
		): IDataObject;
		/** The provider takes the body for everything that there is to say, so that the row is read before. */
		replaces?: true;
	};
	/** What is not plain. One of those above takes the place of the one that is made here. */
	operations: Operation[];
}

/** For one provider: makes a resource, with its functions for whoever sends the same requests in another order. */
export function crudFor({
	idOf,
	idKey,
	method,
	send = async (client, request) => await client.send(request),
}: Style) {
	return <
		const One extends Field,
		const Changed extends Fields,
		const Above extends Fields = readonly [],
	>(
		plain: PlainResource<Above, One, Changed>,
	) => {
		type OfOne = ValuesOfOne<Above, One>;
		type OfChange = ValuesOfChange<Above, One, Changed>;

		const { above = [] as Fields, one, list, at, update: change } = plain;
		const idIn = (values: Values) => values[one.name] as string;

		async function read(client: ProviderClient, values: OfOne): Promise<IDataObject> {
			if (plain.find !== undefined) return await plain.find(client, values);
			const about = { id: idIn(values), idOf };
			return await send(client, { method: 'GET', ...(await at(client, values)), about });
		}

		async function update(client: ProviderClient, values: OfChange): Promise<IDataObject> {
			const current = change.replaces ? await read(client, values) : undefined;
			const body =
				change.body?.(values, { client, current: current ?? {} }) ??
				requestBody(change.fields, values);
			const about = { id: idIn(values), idOf };
			const place = await at(client, values, current);
			const request: ProviderRequest = { method, ...place, body, about };
			if (method !== 'PUT') request.repeatable = true;
			const row = await send(client, request);
			if (idOf(row) !== undefined) return row;
			const known = { [idKey]: idIn(values) };
			return await readBack(client, async () => await read(client, values), known);
		}

		async function remove(
			client: ProviderClient,
			values: OfOne & { ignoreIfMissing?: boolean },
		): Promise<IDataObject> {
			const told: IDataObject = { id: idIn(values) };
			for (const { name } of above) told[name] = (values as Values)[name] as string;
			return await removeAt(client, values, told, async () => await at(client, values));
		}

		const { guard } = plain.delete;

		async function removeUnlessGuarded(
			client: ProviderClient,
			values: OfOne & { ignoreIfMissing?: boolean },
		): Promise<IDataObject> {
			const isForced = guard !== undefined && (values as Values)[guard.force.name] === true;
			await guard?.refuse(client, idIn(values), isForced);
			return await remove(client, values);
		}

		const filters: Fields = plain.getAll.filters ?? [nameContains];
		const { within } = plain.getAll;
		const listed: Field[] = [
			...above,
			...(within === undefined ? [] : [within]),
			...(filters.length === 0 ? [] : [collection('filters', filters)]),
		];
		const named = ({ one: words }: Words, ...more: Field[]): Field[] => [
			...above,
			words === undefined ? one : { ...one, ...words },
			...more,
		];
		const made = [
			operation(plain.value, 'get', {
				description: plain.get.description,
				fields: named(plain.get),
				run: read,
			}),
			operation(plain.value, 'getAll', {
				description: plain.getAll.description,
				fields: listed,
				run: list,
			}),
			operation(plain.value, 'update', {
				description: change.description,
				fields: named(change, ...change.fields),
				run: update,
				...(change.hints && { hints: change.hints }),
			}),
			operation(plain.value, 'delete', {
				description: plain.delete.description,
				fields: named(plain.delete, ...(guard ? [guard.force] : []), ignoreIfMissing),
				run: removeUnlessGuarded,
			}),
		];
		const resource: Resource = {
			value: plain.value,
			idOf,
			simplify: plain.simplify,
			picker: {
				below: above[above.length - 1],
				rows: plain.rowsToChoose ?? list,
				entry: plain.entry,
			},
			operations: [
				...plain.operations,
				...made.filter(({ value }) => plain.operations.every((own) => own.value !== value)),
			].sort((one, other) => alphabetical(one.value, other.value)),
		};
		return { resource, list, read, update, remove };
	};
}
