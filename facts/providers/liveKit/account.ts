import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { liveKitAccount } from '../../../sandbox/providers/liveKit/account';
import { nameOf, TRUNKS, type AccountFacts, type Belongings, type Thing } from '../../account';

const trunkId = (kind: string, number: number) => `ST_${kind}${String(number).padStart(10, '0')}`;
const ruleId = (number: number) => `SDR_${String(number).padStart(12, '0')}`;

const metadata = `Key ${liveKitAccount.apiSecret}`;

/** Nothing is empty, so that whatever is empty afterwards was made so. */
function furnish(sandbox: Sandbox): Belongings {
	const { inboundTrunks, outboundTrunks, dispatchRules } = sandbox.state('liveKit');
	for (let number = 0; number < TRUNKS; number++) {
		inboundTrunks.add({
			sip_trunk_id: trunkId('in', number),
			name: nameOf(number),
			numbers: [`+4930123450${number}`],
			allowed_addresses: ['198.51.100.7'],
			metadata,
		});
		outboundTrunks.add({
			sip_trunk_id: trunkId('ou', number),
			name: nameOf(number),
			address: 'sip.example.com',
			numbers: [`+4930123451${number}`],
			metadata,
		});
		dispatchRules.add({
			sip_dispatch_rule_id: ruleId(number),
			name: nameOf(number),
			rule: { dispatch_rule_individual: { room_prefix: 'call-', pin: '0000' } as object },
			trunk_ids: [trunkId('in', number)],
			inbound_numbers: ['+4930123459'],
			numbers: [`+4930123450${number}`],
			room_config: { name: 'r', metadata, agents: [{ agent_name: 'agent', metadata }] },
			metadata,
		});
	}
	return {
		trunkId: (_, number, { direction } = {}) => {
			const kind = direction ?? (number % 2 === 0 ? 'inbound' : 'outbound');
			return trunkId(kind === 'inbound' ? 'in' : 'ou', number % TRUNKS);
		},
		dispatchRuleId: (_, number) => ruleId(number % TRUNKS),
	};
}

const byId = (a: Thing, b: Thing) => (a.id < b.id ? -1 : 1);

const trunkThing = (trunk: IDataObject): Thing => ({
	kind: 'trunk',
	id: String(trunk.sip_trunk_id),
	label: String(trunk.name),
	value: JSON.stringify(trunk),
});

function things(sandbox: Sandbox): Thing[] {
	const { inboundTrunks, outboundTrunks, dispatchRules } = sandbox.state('liveKit');
	const rules = dispatchRules.all().map((rule) => ({
		kind: 'dispatchRule',
		id: rule.sip_dispatch_rule_id,
		label: String(rule.name),
		value: JSON.stringify(rule),
	}));
	return [inboundTrunks.all(), outboundTrunks.all()]
		.map((trunks) => [...(trunks as readonly IDataObject[])].map(trunkThing).sort(byId))
		.concat([rules.sort(byId)])
		.flat();
}

export const account: AccountFacts = { furnish, things };
