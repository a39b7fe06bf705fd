import type { IDataObject } from 'n8n-workflow';
import { hasAny } from '../../configuration/checks/entries';
import type { CheckedTrunk, FindingKind, Remedy } from '../../configuration/checks/finding';
import { TO_CHECK, type CheckPort } from '../../configuration/checks/reading';
import type { Work } from '../../configuration/port';
import { twilioConfiguration } from './configuration';
import { ownAddressLists } from './configuration/allowedAddresses';
import { urisOf } from './configuration/originationUris';
import { ownCredentialLists } from './configuration/sipCredentials';
import type { ListedSection, Lists, OwnLists, ReadLists, TwilioList } from './ownLists';
import { trunks } from './trunk';

/** What calls need at Twilio: https://www.twilio.com/docs/sip-trunking */

const KINDS: Record<ListedSection, string> = {
	sipCredentials: 'credential list',
	allowedAddresses: 'IP access control list',
};

const SECTIONS = Object.keys(KINDS) as ListedSection[];

const onTrunk = ({ live }: Pick<CheckedTrunk<Lists>, 'live'>, section: ListedSection) =>
	live.parts[section].filter(({ isOnTrunk }) => isOnTrunk);

const isEmpty = ({ present }: CheckedTrunk<Lists>, section: ListedSection, { sid }: TwilioList) =>
	!(present[section] ?? []).some(
		({ row }) => (row.credential_list_sid ?? row.ip_access_control_list_sid) === sid,
	);

const toFill: Record<ListedSection, Remedy[]> = {
	sipCredentials: [{ resource: 'sipCredential', operation: 'create' }],
	allowedAddresses: [{ resource: 'ipAccessControlEntry', operation: 'create' }],
};

const emptyList: FindingKind<Lists> = {
	id: 'emptyList',
	level: 'fail',
	calls: 'outgoing',
	meaning:
		'A list is on the trunk and nothing is in it. A warning where another list of its kind has something in it.',
	needs: [],
	find: (checked) =>
		SECTIONS.flatMap((section) =>
			onTrunk(checked, section)
				.filter((list) => isEmpty(checked, section, list))
				.map((list) => ({
					says: `The ${KINDS[section]} "${list.name}" is on the trunk, and nothing is in it.`,
					about: list.sid,
					remedies: toFill[section],
					level: hasAny(checked, section) ? ('warning' as const) : ('fail' as const),
				})),
		),
	remedies: toFill.sipCredentials,
	byHand: 'Fill the list, or take it off the trunk.',
};

const bothKindsOfList: FindingKind<Lists> = {
	id: 'bothKindsOfList',
	level: 'info',
	calls: 'outgoing',
	meaning:
		'A credential list and an IP access control list are on the trunk: callers may have to be in both.',
	needs: [],
	find: (checked) =>
		SECTIONS.every((section) => onTrunk(checked, section).length > 0)
			? [
					{
						says: 'A credential list and an IP access control list are on the trunk: callers may have to be in both.',
					},
				]
			: [],
	remedies: [{ resource: 'ipAccessControlList', operation: 'removeFromTrunk' }],
	byHand: 'Take one of the two off the trunk, if calls are refused.',
};

/**
 * The trunk's own list, taken to be on it without asking, or undefined where there is none or nothing in it. A list of
 * its kind is on the trunk, so that this can only be wrong where there are others.
 */
async function ownList(work: Work, lists: OwnLists, id: string): Promise<ReadLists | undefined> {
	const own = await lists.named(work, id);
	if (own.length !== 1) return undefined;
	const read = await lists.read(work, id, TO_CHECK, own);
	return read.present.length > 0 ? read : undefined;
}

/**
 * The trunk's row says which kinds of list are on it. Which list that is need not be asked for one kind of the two: four
 * requests for a trunk that has everything, instead of five. For credentials where every list was made for a trunk; for
 * addresses where no list that trunks share is empty.
 */
async function listsOf(work: Work, id: string, isUsed: (kind: string) => boolean) {
	const areOwn = (await ownCredentialLists.shared(work)).length === 0;
	const credentials = isUsed('credentials')
		? ((areOwn ? await ownList(work, ownCredentialLists, id) : undefined) ??
			(await ownCredentialLists.read(work, id, TO_CHECK)))
		: await ownCredentialLists.read(work, id, TO_CHECK, []);
	if (!isUsed('ip')) {
		return { credentials, addresses: await ownAddressLists.read(work, id, TO_CHECK, []) };
	}
	const isCertain = !areOwn && (await ownAddressLists.areSharedFilled(work, TO_CHECK));
	const addresses =
		(isCertain ? await ownList(work, ownAddressLists, id) : undefined) ??
		(await ownAddressLists.read(work, id, TO_CHECK));
	return { credentials, addresses };
}

async function read(work: Work, row: IDataObject, isOneOfMany: boolean) {
	if (!isOneOfMany) return await twilioConfiguration.read(work, row, TO_CHECK);
	const id = String(row.sid);
	const told = trunks.resource.simplify(row).authentication as string[] | null;
	const isUsed = (kind: string) => told === null || told.includes(kind);
	const [originationUris, { credentials, addresses }] = await Promise.all([
		urisOf(work, id),
		listsOf(work, id, isUsed),
	]);
	return {
		present: {
			originationUris,
			sipCredentials: credentials.present,
			allowedAddresses: addresses.present,
		},
		parts: { sipCredentials: credentials.lists, allowedAddresses: addresses.lists },
	};
}

export const twilioCheck: CheckPort<Lists> = {
	rules: {
		has: [
			'originationUris',
			'sipCredentials',
			'allowedAddresses',
			'phoneNumbers',
			'secure',
			'sipDomain',
		],
		purpose: (checked) => ({
			incoming: hasAny(checked, 'originationUris') || hasAny(checked, 'phoneNumbers'),
			outgoing:
				checked.row.sipDomain !== null ||
				SECTIONS.some((section) => onTrunk(checked, section).length > 0),
		}),
		findings: [emptyList, bothKindsOfList],
	},
	read,
};
