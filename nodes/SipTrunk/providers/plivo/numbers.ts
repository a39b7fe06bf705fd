import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { e164 } from '../../validation/phoneNumber';
import { path } from '../../http/address';
import { ifThere } from '../../http/lookup';
import { isNothing, type NumberRoute } from '../../operations/numberRoute';
import type { ProviderClient } from '../../contract/request';
import { accountList, accountPath, type Query } from './requests';

/** Numbers of the account, their route and the one request that changes it. */

const listPath = (client: ProviderClient) => `${accountPath(client)}/Number/`;

export const listNumbers = (
	client: ProviderClient,
	query?: Query,
	options?: { isSearched?: boolean },
) => accountList(client, listPath(client), query, options);

/** The number of a row, in E.164: Plivo's rows hold the digits alone. Undefined where there are none. */
export function numberIn({ number }: IDataObject): string | undefined {
	const digits = String(number ?? '').replace(/^\+/, '');
	return /^\d+$/.test(digits) ? `+${digits}` : undefined;
}

/** What is read, and written with POST; no other method is ever used there: DELETE gives the number up. */
function numberPath(client: ProviderClient, phoneNumber: string): string {
	const number = e164(phoneNumber, 'Phone Number');
	if (number === undefined) throw new InputError('Phone Number', 'is missing.');
	return listPath(client) + path`${number.slice(1)}/`;
}

/** The row of a number in E.164, or undefined where the account does not have it. */
export async function findNumber(
	client: ProviderClient,
	phoneNumber: string,
): Promise<IDataObject | undefined> {
	const read = async () =>
		await client.send({
			method: 'GET',
			path: numberPath(client, phoneNumber),
			about: { id: phoneNumber, idOf: numberIn },
		});
	for await (const row of ifThere(read)) return row;
	return undefined;
}

const TRUNK = /\/Zentrunk\/Trunk\/([^/]+)\/?$/;
const APPLICATION = /\/Application\/([^/]+)\/?$/;

/** Where a trunk's numbers say that they go. */
const trunkPath = (client: ProviderClient, trunkId: string) =>
	accountPath(client) + path`/Zentrunk/Trunk/${trunkId}/`;

/** The route of a number: in its row, the path of a trunk or of a voice application; null or empty for none. */
export function routeOf({ application }: IDataObject): NumberRoute {
	const nowhere = { trunkId: null, applicationId: null };
	if (application !== undefined && isNothing(application)) return nowhere;
	if (typeof application !== 'string') return { ...nowhere, isUnclear: true };
	const trunkId = TRUNK.exec(application)?.[1] ?? null;
	const applicationId = APPLICATION.exec(application)?.[1] ?? null;
	const isUnclear = trunkId === null && applicationId === null;
	return { trunkId, applicationId, ...(isUnclear ? { isUnclear } : {}) };
}

/** Puts a number in E.164 on an inbound trunk, and returns what is new in its row. */
export async function putOnTrunk(
	client: ProviderClient,
	phoneNumber: string,
	trunkId: string,
): Promise<IDataObject> {
	await client.send({
		method: 'POST',
		path: numberPath(client, phoneNumber),
		body: { app_id: trunkId },
		repeatable: true,
	});
	return { application: trunkPath(client, trunkId) };
}
