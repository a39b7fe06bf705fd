import type { Settings } from '../../../nodes/SipTrunk/configuration/configuration';
import type { Sandbox } from '../../../sandbox/index';
import type { DispatchRule, OutboundTrunk } from '../../../sandbox/providers/liveKit/state';
import { formerPassword } from '../../api';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type EntryState,
	type PresentTrunk,
	type TrunkState,
} from '../../configuration';

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const id = (prefix: string) => {
	made += 1;
	return `${prefix}_made${String(made).padStart(8, '0')}`;
};

/** Each inbound trunk has a number of its own, which follows from its name. */
function numberOf(name: string): string {
	const sum = [...name].reduce((total, letter, index) => total + letter.charCodeAt(0) * index, 0);
	return `+1202555${String(3000 + (sum % 5000))}`;
}

const ruleOf = ({ name, room, agentName }: EntryState, trunk: string): DispatchRule => ({
	sip_dispatch_rule_id: id('SDR'),
	name: String(name),
	rule: { dispatch_rule_individual: { room_prefix: String(room) } as object },
	room_config: { agents: [{ agent_name: String(agentName) }] },
	trunk_ids: [trunk],
});

/** What LiveKit does where nothing is set. */
const USUAL_ENCRYPTION = 'SIP_MEDIA_ENCRYPT_DISABLE';

const TRANSPORT = 'SIP_TRANSPORT_';

function addOutbound(sandbox: Sandbox, { name, settings }: PresentTrunk): void {
	const { address, phoneNumbers, transport, mediaEncryption, username, metadata } = settings;
	const isEncrypted = mediaEncryption !== undefined && mediaEncryption !== USUAL_ENCRYPTION;
	sandbox.state('liveKit').outboundTrunks.add({
		sip_trunk_id: id('ST'),
		name,
		address: String(address),
		numbers: phoneNumbers as string[],
		...(transport !== undefined && { transport: TRANSPORT + String(transport).toUpperCase() }),
		...(isEncrypted && {
			media: { encryption: String(mediaEncryption) },
			media_encryption: mediaEncryption,
		}),
		...(username !== undefined && { auth_username: username, auth_password: formerPassword }),
		...(metadata !== undefined && { metadata }),
	});
}

function addInbound(sandbox: Sandbox, { name, settings, entries }: PresentTrunk): void {
	const { inboundTrunks, dispatchRules } = sandbox.state('liveKit');
	const trunk = id('ST');
	const number = numberOf(name);
	const isTaken = inboundTrunks.all().some(({ numbers = [] }) => numbers.includes(number));
	inboundTrunks.add({
		sip_trunk_id: trunk,
		name,
		numbers: [isTaken ? `+1202556${String(1000 + (made % 9000))}` : number],
		allowed_addresses: (entries.allowedAddresses ?? []).map(({ address }) => String(address)),
		metadata: String(settings.metadata ?? ''),
	});
	for (const entry of entries.dispatchRules ?? []) dispatchRules.add(ruleOf(entry, trunk));
}

/** Everything is in effect as soon as it is made. Outbound trunks have no entries. */
function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const add = Object.keys(present.entries).length === 0 ? addOutbound : addInbound;
	add(sandbox, present);
}

const agentOf = ({ room_config: config }: DispatchRule): string =>
	(config as { agents?: Array<{ agent_name?: string }> } | undefined)?.agents?.[0]?.agent_name ??
	'';

const entryOf = (rule: DispatchRule): EntryState => {
	const { room_prefix: room = '' } = (rule.rule?.dispatch_rule_individual ?? {}) as {
		room_prefix?: string;
	};
	return { name: String(rule.name), ruleType: 'individual', room, agentName: agentOf(rule) };
};

const withLength = (address: string) => (address.includes('/') ? address : `${address}/32`);

/** Without what is not set. */
const withValues = (settings: Record<string, unknown>): Settings =>
	Object.fromEntries(Object.entries(settings).filter(([, value]) => Boolean(value))) as Settings;

const outboundState = ({ name, ...trunk }: OutboundTrunk): TrunkState => ({
	name: String(name),
	settings: withValues({
		address: trunk.address,
		phoneNumbers: [...(trunk.numbers ?? [])].sort(),
		transport: String(trunk.transport ?? '')
			.replace(TRANSPORT, '')
			.toLowerCase(),
		mediaEncryption: trunk.media?.encryption ?? USUAL_ENCRYPTION,
		username: trunk.auth_username,
		metadata: trunk.metadata,
	}),
	entries: {},
	phoneNumbers: [],
});

function state(sandbox: Sandbox): AccountState {
	const { inboundTrunks, outboundTrunks, dispatchRules } = sandbox.state('liveKit');
	const known = new Set(inboundTrunks.all().map((trunk) => trunk.sip_trunk_id));
	const inbound = inboundTrunks.all().map(
		(trunk): TrunkState => ({
			name: String(trunk.name),
			settings: withValues({ metadata: trunk.metadata }),
			entries: {
				allowedAddresses: (trunk.allowed_addresses ?? [])
					.map((address) => ({ address: withLength(address) }))
					.sort(byText),
				dispatchRules: dispatchRules
					.filter(({ trunk_ids: trunks = [] }) => trunks.includes(trunk.sip_trunk_id))
					.map(entryOf)
					.sort(byText),
			},
			phoneNumbers: [],
		}),
	);
	return {
		trunks: [...inbound, ...outboundTrunks.all().map(outboundState)].sort(byText),
		leftovers: dispatchRules
			.filter(({ trunk_ids: trunks = [] }) => !trunks.some((one) => known.has(one)))
			.map(({ name }) => `dispatch rule ${String(name)}`)
			.sort(),
	};
}

const metadata = ['main office', 'branch'];

export const configuration: ConfigurationFacts = {
	kinds: {
		inbound: {
			sections: ['allowedAddresses', 'dispatchRules'],
			always: { direction: 'inbound', phoneNumbers: [numberOf('Garage 0')] },
			alwaysOwn: (name) => ({ phoneNumbers: [numberOf(name)] }),
			settings: { metadata },
		},
		outbound: {
			sections: [],
			always: { direction: 'outbound', address: 'sip.acme.com', phoneNumbers: ['+12025550161'] },
			settings: {
				address: ['sip.acme.com', 'sip.acme.com:5061', 'pbx.acme.net:5070'],
				phoneNumbers: [['+12025550161'], ['+12025550161', '+12025550162'], ['*']],
				transport: [null, 'udp', 'tcp', 'tls'],
				mediaEncryption: [USUAL_ENCRYPTION, 'SIP_MEDIA_ENCRYPT_ALLOW', 'SIP_MEDIA_ENCRYPT_REQUIRE'],
				username: [null, 'acme', 'acme-2'],
				metadata: [null, ...metadata],
			},
		},
	},
	entry: (section, nth, variant): EntryState =>
		section === 'dispatchRules'
			? {
					name: `Rule ${nth}`,
					ruleType: 'individual',
					room: `room-${variant}-`,
					agentName: `agent-${variant}`,
				}
			: { address: `11.22.33.${nth + 1}/32` },
	addTrunk,
	soundTrunk: {
		entries: {
			allowedAddresses: [{ address: '11.22.33.1/32' }],
			dispatchRules: [
				{ name: 'Reception', ruleType: 'individual', room: 'call-', agentName: 'reception' },
			],
		},
	},
	state,
	reads: /livekit\.SIP\/(?:Get|List)/,
};
