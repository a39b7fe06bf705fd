import type { IDataObject } from 'n8n-workflow';
import { AccountList } from '../../configuration/accountList';
import type { Entry } from '../../configuration/configuration';
import type { Live, Present, Scope, SectionPort, Work } from '../../configuration/port';
import { allOf, made } from '../../configuration/tables';
import { RESOURCES } from '../../contract/resources';
import type { ProviderClient } from '../../contract/request';
import type { sharedLists } from './sharedList';

/**
 * A trunk's credentials and addresses are in lists of the account. Those whose names end in the trunk's SID are its own;
 * every other one may be on other trunks as well, and is never changed.
 */

export type ListedSection = 'sipCredentials' | 'allowedAddresses';

export interface TwilioList {
	sid: string;
	name: string;
	isOwn: boolean;
	isOnTrunk: boolean;
}

/** The lists of a trunk by section. */
export type Lists = Record<ListedSection, TwilioList[]>;

/** What was read of the lists of one kind. */
export interface ReadLists {
	lists: TwilioList[];
	present: Present[];
}

/** One of the two kinds of list. */
export interface OwnListKind {
	section: ListedSection;
	resource: 'credentialList' | 'ipAccessControlList';
	lists: ReturnType<typeof sharedLists>;
	entriesOf(client: ProviderClient, list: string): AsyncIterable<IDataObject>;
	entryOf(row: IDataObject): Entry;
	/** Key of a row's list. */
	listKey: string;
}

const LONGEST_NAME = 64;

/** `Example Garage TK0123...`: it ends in the trunk's SID, which no other list has. */
function ownName({ id, row }: Live<Lists>): string {
	const trunk = [...String(row.friendly_name ?? '')];
	return `${trunk
		.slice(0, LONGEST_NAME - id.length - 1)
		.join('')
		.trim()} ${id}`.trim();
}

/** How the name of a trunk's own list ends. */
const NAME_OF_TRUNK = /TK[0-9a-f]{32}$/i;

const isOwn = (name: unknown, trunkId: string) => String(name ?? '').endsWith(trunkId);

const listOf = (
	{ sid, friendly_name: name }: IDataObject,
	trunkId: string,
	isOnTrunk: boolean,
) => ({
	sid: String(sid),
	name: String(name ?? ''),
	isOwn: isOwn(name, trunkId),
	isOnTrunk,
});

export class OwnLists {
	private readonly all: AccountList;

	constructor(private readonly kind: OwnListKind) {
		const { resource, lists } = kind;
		this.all = new AccountList(
			resource,
			({ sid }) => sid,
			(client) => lists.list(client, {}),
		);
	}

	/**
	 * Reads the lists of a trunk with all that is in them, and own ones that a run has left off the trunk.
	 *
	 * @param known the lists that are on the trunk, if that need not be asked
	 */
	async read(work: Work, trunkId: string, scope: Scope, known?: IDataObject[]): Promise<ReadLists> {
		const { section, lists: api } = this.kind;
		const onTrunk = known ?? (await allOf(api.listOfTrunk(work.client(), trunkId)));
		const lists = onTrunk.map((row) => listOf(row, trunkId, true));
		if (!lists.some((one) => one.isOwn) && scope.looseToo(section)) {
			const loose = await this.named(work, trunkId);
			lists.push(...loose.map((row) => listOf(row, trunkId, false)));
		}
		const present = await Promise.all(
			lists.map(async (one) => await this.entriesIn(work, one, scope)),
		);
		return { lists, present: present.flat() };
	}

	/** The lists with the trunk's own name, on the trunk or not. */
	async named(work: Work, trunkId: string): Promise<IDataObject[]> {
		return (await this.all.rows(work)).filter(({ friendly_name: name }) => isOwn(name, trunkId));
	}

	/**
	 * Whether every list of the account was made for a trunk and has something in it: callers can sign in, whichever of
	 * them are on a trunk.
	 *
	 * @param most as many lists are worth looking into
	 */
	async areOwnAndFilled(work: Work, scope: Scope, most: number): Promise<boolean> {
		const all = await this.all.rows(work);
		const areOwn = all.every(({ friendly_name: name }) => NAME_OF_TRUNK.test(String(name)));
		if (!areOwn || all.length > most) return false;
		const entries = await Promise.all(
			all.map(async (row) => await this.entriesIn(work, listOf(row, String(row.sid), true), scope)),
		);
		return entries.every((present) => present.length > 0);
	}

	/** The SID of the trunk's own list, which is made if there is none. */
	async own(work: Work, live: Live<Lists>): Promise<string> {
		const [known] = this.ownOf(live);
		if (known !== undefined) return known.sid;
		const { lists, section } = this.kind;
		const name = ownName(live);
		const row = await made(work, async (client) => await lists.create(client, { name }));
		const list = { ...row, friendly_name: name };
		live.parts[section].push(listOf(list, live.id, false));
		await this.all.put(work, list);
		return String(row.sid);
	}

	/** Adds own lists to the trunk that are not on it and have something in them. */
	async settle(work: Work, live: Live<Lists>): Promise<void> {
		const { section, lists, listKey } = this.kind;
		// What is about to be removed must not come into effect before.
		if (!live.target[section]?.length) return;
		for (const one of this.ownOf(live)) {
			const isFilled = live.present[section]?.some(({ row }) => row[listKey] === one.sid);
			if (one.isOnTrunk || !isFilled) continue;
			await lists.addToTrunk(work.client(), one.sid, live.id);
			one.isOnTrunk = true;
		}
	}

	/** Takes own lists off the trunk and removes them with all that is in them. */
	async clear(work: Work, live: Live<Lists>): Promise<void> {
		const { section, lists, resource } = this.kind;
		const ignoreIfMissing = true;
		for (const { sid, isOnTrunk } of this.ownOf(live)) {
			const onTrunk = { trunkId: live.id, ignoreIfMissing };
			if (isOnTrunk) await lists.removeFromTrunk(work.client(), sid, onTrunk);
			const named = { [RESOURCES[resource].picker.name]: sid, ignoreIfMissing };
			await lists.remove(work.client(), named as Parameters<typeof lists.remove>[1]);
			live.parts[section] = live.parts[section].filter((one) => one.sid !== sid);
			await this.all.drop(work, { sid });
		}
	}

	private ownOf({ parts }: Live<Lists>): TwilioList[] {
		return parts[this.kind.section].filter((one) => one.isOwn);
	}

	private async entriesIn(
		work: Work,
		list: TwilioList,
		{ readsOnly = false }: Scope,
	): Promise<Present[]> {
		const { entriesOf, entryOf, listKey, resource } = this.kind;
		const read = async (client: ProviderClient) => await allOf(entriesOf(client, list.sid));
		const rows =
			list.isOwn && !readsOnly
				? await read(work.client())
				: await work.once(`${resource} ${list.sid}`, read);
		return rows.map((row) => ({
			entry: entryOf(row),
			row: { ...row, [listKey]: list.sid },
			madeAt: row.date_created,
			...(list.isOwn ? {} : { sharedIn: `${RESOURCES[resource].singular} "${list.name}"` }),
			...(list.isOnTrunk ? {} : { isLoose: true }),
		}));
	}
}

/** What a section needs beside its other functions if its entries are in lists. */
export const ofLists = (lists: OwnLists): Pick<SectionPort<Lists>, 'clear'> => ({
	clear: async (work, live) => await lists.clear(work, live),
});
