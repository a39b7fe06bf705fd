import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../rows/reported';

/** Where the calls of a number go. */
export interface NumberRoute {
	/** The trunk's ID; null where the number is on none. */
	trunkId: string | null;
	/** A voice application's ID; null where there is none. */
	applicationId: string | null;
	/** The host of a web address that the provider asks what to do with calls; the address itself may hold secrets. */
	webhookHost?: string | null;
	/** The row does not tell, or tells it in a way that nobody understands: the number may be in use. */
	isUnclear?: true;
}

/** Under which keys a provider's row names what a number is routed to. */
interface RouteKeys {
	trunkId: string;
	/** Absent where a row does not name applications apart from trunks. */
	applicationId?: string;
	/** A row without any of the keys is documented to be that of a free number. Otherwise nobody knows. */
	absentMeansFree?: true;
}

/** Whether a row has no value under a key: it is absent, null or an empty text. */
export const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/** An ID as text; null for none, undefined for what cannot be one. */
function idAsText(value: unknown): string | null | undefined {
	if (isNothing(value)) return null;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * Where the calls of a number go, as its row tells it.
 *
 * @param others further keys that tell where calls go
 */
export function routeIn(row: IDataObject, keys: RouteKeys, others: string[] = []): NumberRoute {
	const told = [keys.trunkId, ...(keys.applicationId === undefined ? [] : [keys.applicationId])];
	const ids = told.map((key) => idAsText(row[key]));
	const [trunkId, applicationId] = ids;
	const isTold = keys.absentMeansFree ?? [...told, ...others].some((key) => row[key] !== undefined);
	const isClear = isTold && !ids.includes(undefined);
	return {
		trunkId: trunkId ?? null,
		applicationId: applicationId ?? null,
		...(isClear ? {} : { isUnclear: true }),
	};
}

/** Whether a number is on nothing, and its row says so clearly. */
export const isFree = ({ trunkId, applicationId, webhookHost, isUnclear }: NumberRoute) =>
	trunkId === null && applicationId === null && !webhookHost && !isUnclear;

/** In words, as pickers and messages show it. */
export function routeInWords({
	trunkId,
	applicationId,
	webhookHost,
	isUnclear,
}: NumberRoute): string {
	if (trunkId !== null) return `on trunk ${trunkId}`;
	if (applicationId !== null) return `on application ${applicationId}`;
	if (webhookHost) return `routed to the web address of host ${webhookHost}`;
	return isUnclear ? 'routed in an unknown way' : 'free';
}

/** What a picker shows beside a number: where its calls go, and its status where that is not "active". */
export const routeAndStatus = (route: NumberRoute, status: unknown): string =>
	[routeInWords(route), ...(status === 'active' ? [] : [textOrNull(status)])]
		.filter((part) => part !== null)
		.join(', ');
