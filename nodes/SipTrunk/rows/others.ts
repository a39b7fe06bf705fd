import type { IDataObject } from 'n8n-workflow';
import { isoDateOrNull } from './dates';
import { booleanOrNull, numberOrNull, textOrNull, textsOrNull } from './reported';

/**
 * What belongs to a trunk, in shapes that are the same at every provider: the same keys in the same order, null where
 * a provider does not report something. The provider's name and the row's ID stand before them.
 */

type Reader = (value: unknown) => string | number | boolean | string[] | null;

/** Makes a shape from its keys and how each is read. */
function shape<Keys extends string>(keys: Record<Keys, Reader>) {
	return (reported: { [Key in Keys]?: unknown }): IDataObject => {
		const row: IDataObject = {};
		for (const [key, read] of Object.entries(keys) as Array<[Keys, Reader]>) {
			row[key] = read(reported[key]);
		}
		return row;
	};
}

/** A user name with which a telephone system signs in. There is no password in it, ever. */
export const sipCredentialRow = shape({
	username: textOrNull,
	trunkId: textOrNull,
	credentialListId: textOrNull,
	realm: textOrNull,
	enabled: booleanOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});

/** An address from which calls are accepted; `cidr` always with its prefix length. */
export const ipAccessControlEntryRow = shape({
	name: textOrNull,
	cidr: textOrNull,
	trunkId: textOrNull,
	ipAccessControlListId: textOrNull,
	enabled: booleanOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});

/** Where incoming calls are sent. */
export const originationUriRow = shape({
	name: textOrNull,
	sipUri: textOrNull,
	priority: numberOrNull,
	weight: numberOrNull,
	enabled: booleanOrNull,
	trunkId: textOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});

/** A number and where its calls go: to a trunk, to an application, or nowhere. */
export const phoneNumberRow = shape({
	phoneNumber: textOrNull,
	name: textOrNull,
	country: textOrNull,
	status: textOrNull,
	trunkId: textOrNull,
	applicationId: textOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});

/** Into which room calls go: to whichever of these trunks and numbers they come, from whichever of these callers. */
export const dispatchRuleRow = shape({
	name: textOrNull,
	ruleType: textOrNull,
	room: textOrNull,
	agentName: textOrNull,
	trunkIds: textsOrNull,
	phoneNumbers: textsOrNull,
	allowedNumbers: textsOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});

/** Which countries may be called, for how much, and how many trunks use it. */
export const outboundVoiceProfileRow = shape({
	name: textOrNull,
	enabled: booleanOrNull,
	allowedCountries: textsOrNull,
	maxConcurrentCalls: numberOrNull,
	maxDestinationRate: numberOrNull,
	dailySpendLimit: textOrNull,
	dailySpendLimitEnabled: booleanOrNull,
	usedByTrunks: numberOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});

/** A credential list or an IP access control list. */
export const listRow = shape({
	name: textOrNull,
	trunkId: textOrNull,
	createdAt: isoDateOrNull,
	updatedAt: isoDateOrNull,
});
