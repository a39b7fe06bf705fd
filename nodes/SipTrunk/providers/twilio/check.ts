import type { IDataObject } from 'n8n-workflow';
import { hasAny } from '../../configuration/checks/entries';
import type { CheckedTrunk, FindingKind, Remedy } from '../../configuration/checks/finding';
import { TO_CHECK, type CheckPort } from '../../configuration/checks/reading';
import type { Work } from '../../configuration/port';
import { twilioConfiguration } from './configuration';
import { ownAddressLists } from './configuration/allowedAddresses';
import { urisOf } from './configuration/originationUris';
import { ownCredentialLists } from './configuration/sipCredentials';
import type { ListedSection, Lists, ReadLists, TwilioList } from './ownLists';
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
 * The credential lists of a trunk on which both kinds of list are: which of them stands nowhere but in an answer to one
 * more request. It is not sent where calls go through whatever it says: the trunk has a list of its own, and every list
 * of the account was made for a trunk and has something in it.
 */
async function credentialListsBesideAddresses(
	work: Work,
	id: string,
	trunkCount: number,
): Promise<ReadLists> {
	const own = await ownCredentialLists.named(work, id);
	const isCertain =
		own.length === 1 && (await ownCredentialLists.areOwnAndFilled(work, TO_CHECK, trunkCount));
	return await ownCredentialLists.read(work, id, TO_CHECK, isCertain ? own : undefined);
}

/**
 * With many trunks: at most three requests for a trunk, and one for each list, on however many trunks it is. The trunk's
 * row says which kinds of list are on it.
 */
async function read(work: Work, row: IDataObject, trunkCount: number | undefined) {
	if (trunkCount === undefined) return await twilioConfiguration.read(work, row, TO_CHECK);
	const id = String(row.sid);
	const told = trunks.resource.simplify(row).authentication as string[] | null;
	const lacks = (kind: string) => told !== null && !told.includes(kind);
	const haveBoth = told?.includes('credentials') === true && told.includes('ip');
	const [uris, credentials, addresses] = await Promise.all([
		urisOf(work, id),
		haveBoth
			? credentialListsBesideAddresses(work, id, trunkCount)
			: ownCredentialLists.read(work, id, TO_CHECK, lacks('credentials') ? [] : undefined),
		ownAddressLists.read(work, id, TO_CHECK, lacks('ip') ? [] : undefined),
	]);
	return {
		present: {
			originationUris: uris,
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
