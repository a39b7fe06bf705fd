import type { IDataObject } from 'n8n-workflow';
import { isoDateOrNull } from './dates';
import { booleanOrNull, numberOrNull, textOrNull } from './reported';
import { AUTHENTICATIONS, DIRECTIONS, STATUSES, TRANSPORTS } from './words';

/**
 * The one shape in which every provider's trunk can be shown, behind the provider's name and the trunk's ID. What a
 * provider does not report is null.
 */
export interface SimplifiedTrunk {
	name: string | null;
	status: (typeof STATUSES)[number];
	direction: (typeof DIRECTIONS)[number] | null;
	sipDomain: string | null;
	transport: (typeof TRANSPORTS)[number] | null;
	secure: boolean | null;
	/** 0 means unlimited. */
	maxConcurrentCalls: number | null;
	callsPerSecond: number | null;
	authentication: Array<(typeof AUTHENTICATIONS)[number]> | null;
	/** The provider's own word. */
	registration: string | null;
	/** ISO 8601. */
	createdAt: string | null;
	updatedAt: string | null;
}

/** The parts of a provider's row that it reports; values of the wrong type or out of the vocabulary become null. */
export type ReportedTrunk = { [Key in keyof SimplifiedTrunk]?: unknown };

function wordOrNull<T extends string>(value: unknown, words: readonly T[]): T | null {
	const word = typeof value === 'string' ? value.toLowerCase() : undefined;
	return words.find((candidate) => candidate === word) ?? null;
}

function authenticationOrNull(value: unknown): SimplifiedTrunk['authentication'] {
	if (!Array.isArray(value)) return null;
	return AUTHENTICATIONS.filter((kind) => value.includes(kind));
}

/** Fills in the shape, keys always in the same order. */
export function trunkRow(reported: ReportedTrunk): SimplifiedTrunk & IDataObject {
	return {
		name: textOrNull(reported.name),
		status: wordOrNull(reported.status, STATUSES) ?? 'unknown',
		direction: wordOrNull(reported.direction, DIRECTIONS),
		sipDomain: textOrNull(reported.sipDomain),
		transport: wordOrNull(reported.transport, TRANSPORTS),
		secure: booleanOrNull(reported.secure),
		maxConcurrentCalls: numberOrNull(reported.maxConcurrentCalls),
		callsPerSecond: numberOrNull(reported.callsPerSecond),
		authentication: authenticationOrNull(reported.authentication),
		registration: textOrNull(reported.registration),
		createdAt: isoDateOrNull(reported.createdAt),
		updatedAt: isoDateOrNull(reported.updatedAt),
	};
}
