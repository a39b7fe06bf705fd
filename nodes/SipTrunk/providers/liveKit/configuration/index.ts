import type { IDataObject } from 'n8n-workflow';
import {
	kindOf,
	keyOf,
	type OwnSection,
	type Settings,
} from '../../../configuration/configuration';
import type { ConfigurationPort, Live } from '../../../configuration/port';
import { allOf, made, settingsFrom, valuesFor } from '../../../configuration/tables';
import type { NotSupported } from '../../../configuration/wanted';
import { pickerField } from '../../../fields/picker';
import { liveKitApi } from '../api';
import type { Direction } from '../direction';
import { ENCRYPTION } from '../otherSettings';
import {
	createTrunk,
	deleteTrunk,
	refuseOpen,
	transportOf,
	trunk,
	trunkList,
	updateTrunk,
} from '../trunk';
import { createFields, phoneNumbers } from '../trunkFields';
import { changeTrunk, directionOf, readTrunk, readTrunkOf } from '../trunkRequests';
import { addresses, addressesIn, listToWrite } from './allowedAddresses';
import { rules, rulesOf } from './dispatchRules';
import { field, type Parts } from './parts';

/**
 * A LiveKit trunk as a configuration. Numbers and addresses stand in the trunk itself; a dispatch rule is its own if it
 * is for no other trunk, and there can be one of them, because two would be for the same calls.
 */

const isOutbound = ({ direction }: Settings) => direction === 'outbound';

/** What is set; nothing where a trunk of the other direction has no such key. */
const told = (key: string) => (row: IDataObject) => {
	const value = row[key];
	const isNone = value === undefined || value === null || value === '';
	return isNone ? undefined : (value as string);
};

const listed = (key: string) => (row: IDataObject) => {
	const list = (row[key] ?? []) as string[];
	return list.length === 0 ? undefined : list;
};

const sortedText = (list: unknown) => JSON.stringify([...((list ?? []) as string[])].sort());
const isSameList = (one: unknown, other: unknown) => sortedText(one) === sortedText(other);

/** Without the older name where that says no more than that nothing is set. */
const encryptionIn = (row: IDataObject) => {
	const { encryption } = (row.media ?? {}) as { encryption?: string };
	const older = row.media_encryption as string | undefined;
	return encryption ?? (older === ENCRYPTION.disable ? undefined : told('media_encryption')(row));
};

/** What LiveKit does where nothing is set. */
const isUsual = (encryption: unknown) => (encryption ?? ENCRYPTION.disable) === ENCRYPTION.disable;

const isSameEncryption = (one: unknown, other: unknown) =>
	one === other || (isUsual(one) && isUsual(other));

/** Without a setting that says what is so anyway, which a server that is too old for it would not store. */
const withoutUsual = ({ mediaEncryption, ...others }: Settings): Settings =>
	isUsual(mediaEncryption) ? others : { ...others, mediaEncryption };

const settings = settingsFrom(trunk, {
	name: { isRequired: true, isProminent: true },
	// Not prominent: a dropdown always has a value, and nothing changes the direction of a trunk that is there.
	direction: { isRequired: true, isKind: true, change: false, read: directionOf },
	address: {
		field: field('address'),
		isRequired: isOutbound,
		isProminent: true,
		read: told('address'),
	},
	phoneNumbers: {
		field: phoneNumbers,
		isRequired: isOutbound,
		isProminent: true,
		read: listed('numbers'),
		isSame: isSameList,
	},
	allowedNumbers: {
		field: field('allowedNumbers'),
		read: listed('allowed_numbers'),
		isSame: isSameList,
	},
	mediaEncryption: { read: encryptionIn, isSame: isSameEncryption },
	metadata: { read: told('metadata') },
	transport: { field: field('transport'), read: transportOf },
	username: { read: told('auth_username') },
});

/** Settings and sections that only trunks of one direction have. */
const ONLY: Record<Direction, readonly string[]> = {
	inbound: ['allowedNumbers'],
	outbound: ['address', 'transport'],
};
const OTHER: Record<Direction, Direction> = { inbound: 'outbound', outbound: 'inbound' };

const inboundOnly: readonly OwnSection[] = ['allowedAddresses', 'dispatchRules'];

const refused = (what: string, name: string, wanted: unknown, direction: Direction) => ({
	what,
	name,
	wanted,
	present: null,
	reason: `LiveKit has it for ${OTHER[direction]} trunks only.`,
});

export const liveKitConfiguration: ConfigurationPort<Parts> = {
	provider: 'liveKit',
	providerName: 'LiveKit',
	trunk,
	idOf: liveKitApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: 'ST_a1b2c3d4e5f6',
		description: 'Leave empty to find it by its name',
	}),
	existsCodes: ['invalid_argument'],
	settings,
	secrets: [field('password')],
	sections: { allowedAddresses: addresses, dispatchRules: rules },
	trunks: async (client) => await allOf(trunkList(client)),
	trunkById: async (client, id) => await readTrunk(client, id),
	async read(work, row, { sections, isNew }) {
		const isInbound = directionOf(row) === 'inbound';
		const present: Live['present'] = {};
		const id = String(liveKitApi.idOf(row));
		if (isInbound && sections.includes('allowedAddresses')) {
			present.allowedAddresses = addressesIn(row);
		}
		if (isInbound && sections.includes('dispatchRules')) {
			present.dispatchRules = isNew ? [] : await rulesOf(work, id);
		}
		return { present, parts: { reused: new Set<string>() } };
	},
	async create(work, wanted, { allowedAddresses = [] }) {
		const values = {
			...valuesFor(createFields, settings, withoutUsual(wanted)),
			...(allowedAddresses.length === 0
				? {}
				: { allowedAddresses: allowedAddresses.map(({ address }) => String(address)) }),
		};
		return {
			row: await made(work, async (client) => await createTrunk(client, values)),
			covers: ['allowedAddresses'],
		};
	},
	async change(work, { id, row }, changes) {
		const direction = directionOf(row) ?? 'inbound';
		return await updateTrunk(work.client(), { trunkId: id, direction, updateFields: changes });
	},
	async settle(work, live, changed) {
		if (!changed.includes('allowedAddresses')) return;
		const { id } = live;
		const now = await readTrunkOf(work.client(), 'inbound', id);
		const list = listToWrite(
			addressesIn(now).map(({ entry }) => String(entry.address)),
			live,
		);
		const place = { direction: 'inbound', id } as const;
		live.row = await changeTrunk(work.client(), place, { allowed_addresses: list });
	},
	/** What trunks of this direction do not have, and an inbound trunk that would take every call. */
	async refuse(_work, live, wanted, own) {
		const direction = (live === undefined ? own.direction : directionOf(live.row)) as Direction;
		const problems: NotSupported[] = ONLY[OTHER[direction]]
			.filter((name) => own[name] !== undefined)
			.map((name) => refused('trunk', name, own[name], direction));
		const sections = direction === 'outbound' ? inboundOnly : [];
		for (const section of sections) {
			for (const entry of wanted[section] ?? []) {
				const { one } = kindOf(section);
				problems.push(refused(one, keyOf(section, entry), entry, direction));
			}
		}
		if (live === undefined && direction === 'inbound') {
			refuseOpen({
				numbers: own.phoneNumbers,
				allowed_addresses: wanted.allowedAddresses,
				auth_username: own.username,
			});
		}
		return await Promise.resolve(problems);
	},
	async remove(work, { id }) {
		await deleteTrunk(work.client(), { trunkId: id, ignoreIfMissing: true });
	},
};
