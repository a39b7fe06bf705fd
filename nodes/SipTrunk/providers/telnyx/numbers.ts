import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient, ProviderRequest } from '../../contract/request';
import { path } from '../../http/address';
import { firstOf } from '../../http/lookup';
import { isWrittenOut } from '../../operations/assignNumber';
import { isNothing, routeIn, type NumberRoute } from '../../operations/numberRoute';
import { telnyxApi } from './api';
import { listed } from './requests';
import { anyConnection, isTrunk } from './trunkTypes';

/**
 * Numbers of the account, and where their calls go: https://developers.telnyx.com/api/numbers/list-phone-numbers
 *
 * A number names one connection, and its row does not say whether that is a trunk or an application: the node adds the
 * connection's type.
 */

/** The key that the node adds to a row: the `record_type` of the connection on which the number is. */
export const KIND = 'connection_record_type';

export const numberPath = (id: string) => path`/phone_numbers/${id}`;

/** A fault in messaging, which has nothing to do with calls, would else make the list fail. */
const IN_ANY_CASE = { handle_messaging_profile_error: 'true', sort: 'purchased_at' };

/** Rows as Telnyx lists them. */
export const plainNumbers = (client: ProviderClient, query: ProviderRequest['query'] = {}) =>
	listed(client, '/phone_numbers', { ...IN_ANY_CASE, ...query });

async function kindsOf(client: ProviderClient): Promise<Map<string, unknown>> {
	const kinds = new Map<string, unknown>();
	for await (const row of listed(client, '/connections', {}, { isSearched: true })) {
		kinds.set(String(telnyxApi.idOf(row)), row.record_type);
	}
	return kinds;
}

const withKind = (row: IDataObject, kind: unknown): IDataObject =>
	kind === undefined ? row : { ...row, [KIND]: kind };

/** The numbers with the type of the connection each is on, which is looked up once, if any is on one. */
export async function* numbersOf(client: ProviderClient, query: ProviderRequest['query'] = {}) {
	let kinds: Map<string, unknown> | undefined;
	for await (const row of plainNumbers(client, query)) {
		const { connection_id: on } = row;
		if (typeof on !== 'string' || on === '') yield row;
		else yield withKind(row, (kinds ??= await kindsOf(client)).get(on));
	}
}

/**
 * The row of a number, by its ID or in E.164. The filter of the list knows no plus sign and finds parts of numbers.
 *
 * @throws RequestFailure with status 404
 */
export async function findNumber(client: ProviderClient, entered: string): Promise<IDataObject> {
	if (!isWrittenOut(entered)) {
		const about = { id: entered, idOf: telnyxApi.idOf };
		return await client.send({ method: 'GET', path: numberPath(entered), about });
	}
	return await firstOf(
		plainNumbers(client, { 'filter[phone_number]': entered.slice(1) }),
		(row) => row.phone_number === entered,
		`The Telnyx account has no number ${entered}.`,
	);
}

/** The same with the type of its connection, unless it is on this trunk. */
export async function findWithKind(
	client: ProviderClient,
	entered: string,
	trunk?: string,
): Promise<IDataObject> {
	const row = await findNumber(client, entered);
	const { connection_id: on } = row;
	if (typeof on !== 'string' || on === '' || on === trunk) return row;
	return withKind(row, (await anyConnection(client, on)).record_type);
}

/**
 * Reads a number again, with the type of its connection.
 *
 * @param before its row, whose connection need not be asked about again
 */
export async function findAgain(client: ProviderClient, before: IDataObject): Promise<IDataObject> {
	const row = await findNumber(client, String(before.id));
	const { connection_id: on } = row;
	if (typeof on !== 'string' || on === '') return row;
	const kind = before[KIND];
	const isSame = on === before.connection_id && kind !== undefined;
	return withKind(row, isSame ? kind : (await anyConnection(client, on)).record_type);
}

/** The route of a number: a trunk or an application. It is unclear where the row has a connection's name without its ID. */
export function routeOf(row: IDataObject): NumberRoute {
	const { connection_name: name, [KIND]: kind } = row;
	const route = routeIn(row, { trunkId: 'connection_id' }, ['connection_name']);
	const isNamed = !isNothing(name);
	if (route.trunkId === null) return isNamed ? { ...route, isUnclear: true } : route;
	const isOdd = isNamed && typeof name !== 'string';
	const told: NumberRoute = isOdd ? { ...route, isUnclear: true } : route;
	if (kind === undefined || isTrunk(kind)) return told;
	return { ...told, trunkId: null, applicationId: route.trunkId };
}
