import * as protocol from '@livekit/protocol';
import * as messages from '../../../sandbox/providers/liveKit/messages';
import type { Field, Message } from '../../../sandbox/providers/liveKit/protojson';

/** The sandbox's messages, field by field, against the definition that LiveKit's own client carries. */

type Descriptor = typeof protocol.SIPInboundTrunkInfo;
type Info = ReturnType<Descriptor['fields']['list']>[number];

const wellKnown: Record<string, string> = {
	'google.protobuf.Duration': 'duration',
	'google.protobuf.Timestamp': 'time',
};

/** Scalar types by their number in the definition: string, bool, int32, uint32. */
const scalars: Record<number, string> = { 9: 'text', 8: 'flag', 5: 'number', 13: 'number' };

function typeOf(info: Info): unknown {
	switch (info.kind) {
		case 'map':
			return 'map';
		case 'enum':
			return info.T.values.map(({ name }) => name);
		case 'scalar':
			return info.repeated ? `${scalars[info.T]}s` : scalars[info.T];
		case 'message':
			return (
				wellKnown[info.T.typeName] ?? { [info.repeated ? 'list' : 'message']: tableOf(info.T) }
			);
	}
}

function fieldOf(info: Info): Field {
	return {
		type: typeOf(info) as Field['type'],
		...(info.opt && info.oneof === undefined ? { optional: true as const } : {}),
		...(info.oneof === undefined ? {} : { oneof: info.oneof.name }),
	};
}

function tableOf(type: { fields: { list(): readonly Info[] } }): Message {
	const recordings = 'egress';
	return Object.fromEntries(
		type.fields
			.list()
			.filter(({ name }) => name !== recordings)
			.map((info) => [info.name, fieldOf(info)]),
	);
}

const { updateRequest, wrapped, items } = messages;

test.each([
	['SIPInboundTrunkInfo', messages.inboundTrunk],
	['SIPOutboundTrunkInfo', messages.outboundTrunk],
	['SIPDispatchRuleInfo', messages.dispatchRule],
	['SIPTrunkInfo', messages.legacyTrunk],
	['CreateSIPInboundTrunkRequest', wrapped(messages.inboundTrunk)],
	['CreateSIPOutboundTrunkRequest', wrapped(messages.outboundTrunk)],
	['CreateSIPDispatchRuleRequest', messages.createDispatchRuleRequest],
	['GetSIPInboundTrunkResponse', wrapped(messages.inboundTrunk)],
	['GetSIPOutboundTrunkResponse', wrapped(messages.outboundTrunk)],
	['ListSIPInboundTrunkRequest', messages.listTrunksRequest],
	['ListSIPOutboundTrunkRequest', messages.listTrunksRequest],
	['ListSIPDispatchRuleRequest', messages.listDispatchRulesRequest],
	['ListSIPInboundTrunkResponse', items(messages.inboundTrunk)],
	['ListSIPOutboundTrunkResponse', items(messages.outboundTrunk)],
	['ListSIPDispatchRuleResponse', items(messages.dispatchRule)],
	[
		'UpdateSIPInboundTrunkRequest',
		updateRequest(messages.trunkIdRequest, messages.inboundTrunk, messages.inboundTrunkUpdate),
	],
	[
		'UpdateSIPOutboundTrunkRequest',
		updateRequest(messages.trunkIdRequest, messages.outboundTrunk, messages.outboundTrunkUpdate),
	],
	[
		'UpdateSIPDispatchRuleRequest',
		updateRequest(
			messages.dispatchRuleIdRequest,
			messages.dispatchRule,
			messages.dispatchRuleUpdate,
		),
	],
	['DeleteSIPTrunkRequest', messages.trunkIdRequest],
	['DeleteSIPDispatchRuleRequest', messages.dispatchRuleIdRequest],
] as const)('%s', (name, message) => {
	const table = tableOf(protocol[name]);
	expect(message).toEqual(table);
	expect(Object.keys(message)).toEqual(Object.keys(table));
});
