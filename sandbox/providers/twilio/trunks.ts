import type { World } from '../../provider';

import {
	type Call,
	checkFriendlyName,
	checkLimit,
	type Handlers,
	isoDate,
	text,
	toSettings,
	trunkOf,
} from './call';
import { CursorCollection } from './cursorCollection';
import {
	checkDomainName,
	checkNoSubdomains,
	claimDomainName,
	releaseDomainName,
} from './domainNames';
import { Refusal } from './errors';
import { trunkingList } from './paging';
import { checkNoEmergencyCalling, detachAllNumbers } from './phoneNumbers';
import type { Settings, Trunk, TwilioState } from './state';
import type { Values } from './specification';

/** What Twilio sets where a request says nothing. */
const defaultSettings: Trunk['settings'] = {
	friendly_name: '',
	domain_name: null,
	disaster_recovery_url: null,
	disaster_recovery_method: null,
	secure: false,
	cnam_lookup_enabled: false,
	symmetric_rtp_enabled: false,
	transfer_mode: 'disable-all',
	transfer_caller_id: 'from-transferee',
};

const defaultRecording: Trunk['recording'] = { mode: 'do-not-record', trim: 'do-not-trim' };

/** Settings that are null when an empty value has cleared them; the name is then empty. */
const clearedToNull = ['disaster_recovery_url', 'disaster_recovery_method'];

/**
 * The settings that a form changes.
 *
 * @throws {Refusal}
 */
function readSettings(form: Values): Settings {
	checkFriendlyName(text(form, 'FriendlyName'), { longest: 64, mayBeEmpty: true });
	const url = text(form, 'DisasterRecoveryUrl');
	// That other schemes are refused is assumed; TwiML is fetched over HTTP only.
	if (url !== undefined && url !== '' && !/^https?:\/\//i.test(url)) {
		throw new Refusal(20422, 'DisasterRecoveryUrl must begin with http:// or https://');
	}
	return Object.fromEntries(
		Object.entries(toSettings(form)).map(([name, value]) => [
			name,
			value === '' && clearedToNull.includes(name) ? null : value,
		]),
	);
}

function toAnswer(call: Call, trunk: Trunk): Record<string, unknown> {
	const url = `${call.world.address()}/v1/Trunks/${trunk.sid}`;
	const authTypes = [
		...(trunk.ipAccessControlLists.size > 0 ? ['IP_ACL'] : []),
		...(trunk.credentialLists.size > 0 ? ['CREDENTIAL_LIST'] : []),
	];
	return {
		sid: trunk.sid,
		account_sid: call.account.sid,
		...trunk.settings,
		recording: trunk.recording,
		auth_type: authTypes.join(','),
		auth_type_set: authTypes,
		date_created: isoDate(trunk.created),
		date_updated: isoDate(trunk.updated),
		url,
		links: {
			origination_urls: `${url}/OriginationUrls`,
			credential_lists: `${url}/CredentialLists`,
			ip_access_control_lists: `${url}/IpAccessControlLists`,
			phone_numbers: `${url}/PhoneNumbers`,
		},
	};
}

function addTrunk(world: World<TwilioState>, settings: Settings): Trunk {
	const now = world.now();
	const trunk = world.state.trunks.add({
		sid: `TK${world.hex(32)}`,
		settings: { ...defaultSettings, ...settings },
		recording: defaultRecording,
		originationUrls: new CursorCollection(),
		credentialLists: new CursorCollection(),
		ipAccessControlLists: new CursorCollection(),
		created: now,
		updated: now,
	});
	const domainName = trunk.settings.domain_name;
	if (domainName !== null) claimDomainName(world.state, domainName, trunk.sid);
	return trunk;
}

/** Moves a trunk from its domain name to another one. */
function renameDomain(call: Call, trunk: Trunk, domainName: string): void {
	const { state } = call.world;
	const previous = trunk.settings.domain_name;
	if (previous?.toLowerCase() === domainName.toLowerCase()) return;
	if (previous !== null) checkNoSubdomains(state, previous);
	checkDomainName(state, domainName, call.world.now());
	if (previous !== null) releaseDomainName(state, previous, call.world.now());
	claimDomainName(state, domainName, trunk.sid);
}

/** @see https://www.twilio.com/docs/sip-trunking/api/trunk-resource */
export const trunkHandlers: Handlers = {
	CreateTrunk: (call) => {
		const { state } = call.world;
		checkLimit(state.trunks.size, state.trunkLimit, 21244, 'trunks');
		const settings = readSettings(call.form);
		if (typeof settings.domain_name === 'string') {
			checkDomainName(state, settings.domain_name, call.world.now());
		}
		const trunk = addTrunk(call.world, settings);
		call.world.effect(call.request, 'trunk created', trunk.sid);
		return toAnswer(call, trunk);
	},

	ListTrunk: (call) =>
		trunkingList(call, call.world.state.trunks, 'TK', 'trunks', (trunk) => toAnswer(call, trunk)),

	FetchTrunk: (call) => toAnswer(call, trunkOf(call)),

	UpdateTrunk: (call) => {
		const trunk = trunkOf(call);
		const settings = readSettings(call.form);
		if (typeof settings.domain_name === 'string') renameDomain(call, trunk, settings.domain_name);
		Object.assign(trunk.settings, settings);
		trunk.updated = call.world.now();
		call.world.effect(call.request, 'trunk updated', trunk.sid);
		return toAnswer(call, trunk);
	},

	/**
	 * What becomes of the numbers and lists of a deleted trunk is not documented: here the numbers
	 * stay with the account, without a trunk, and the lists stay as they are.
	 */
	DeleteTrunk: (call) => {
		const { state } = call.world;
		const trunk = trunkOf(call);
		const domainName = trunk.settings.domain_name;
		if (domainName !== null) checkNoSubdomains(state, domainName);
		checkNoEmergencyCalling(call, ({ trunkSid }) => trunkSid === trunk.sid);
		detachAllNumbers(call, trunk.sid);
		if (domainName !== null) releaseDomainName(state, domainName, call.world.now());
		state.trunks.remove(trunk.sid);
		call.world.effect(call.request, 'trunk deleted', trunk.sid);
		return undefined;
	},

	FetchRecording: (call) => ({ ...trunkOf(call).recording }),

	UpdateRecording: (call) => {
		const trunk = trunkOf(call);
		const { mode, trim } = trunk.recording;
		trunk.recording = {
			mode: text(call.form, 'Mode') ?? mode,
			trim: text(call.form, 'Trim') ?? trim,
		};
		trunk.updated = call.world.now();
		call.world.effect(call.request, 'recording settings changed', trunk.sid);
		return { ...trunk.recording };
	},
};

/** Adds a trunk. Names that are made up count on from the trunks that are there. */
export function seedTrunk(world: World<TwilioState>, name?: string): void {
	const number = world.state.trunks.size + 1;
	const label = name?.toLowerCase().replace(/[^a-z0-9]+/g, '-') ?? `trunk-${number}`;
	addTrunk(world, {
		friendly_name: name ?? `Trunk ${number}`,
		domain_name: `${label}-${world.hex(name === undefined ? 16 : 4)}.pstn.twilio.com`,
	});
}
