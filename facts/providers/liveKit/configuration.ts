import type { Sandbox } from '../../../sandbox/index';
import type { DispatchRule } from '../../../sandbox/providers/liveKit/state';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type EntryState,
	type PresentTrunk,
} from '../../configuration';

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const id = (prefix: string) => {
	made += 1;
	return `${prefix}_made${String(made).padStart(8, '0')}`;
};

/** Each trunk has a number of its own, which follows from its name. */
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

/** Everything is in effect as soon as it is made. */
function addTrunk(sandbox: Sandbox, { name, settings, entries }: PresentTrunk): void {
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

const settingsOf = (metadata: unknown): Record<string, string> =>
	metadata ? { metadata: String(metadata) } : {};

function state(sandbox: Sandbox): AccountState {
	const { inboundTrunks, dispatchRules } = sandbox.state('liveKit');
	const known = new Set(inboundTrunks.all().map((trunk) => trunk.sip_trunk_id));
	return {
		trunks: inboundTrunks
			.all()
			.map((trunk) => ({
				name: String(trunk.name),
				settings: settingsOf(trunk.metadata),
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
			}))
			.sort(byText),
		leftovers: dispatchRules
			.filter(({ trunk_ids: trunks = [] }) => !trunks.some((one) => known.has(one)))
			.map(({ name }) => `dispatch rule ${String(name)}`)
			.sort(),
	};
}

export const configuration: ConfigurationFacts = {
	always: { direction: 'inbound', phoneNumbers: [numberOf('Garage 0')] },
	alwaysOwn: (name) => ({ phoneNumbers: [numberOf(name)] }),
	settings: { metadata: ['main office', 'branch'] },
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
