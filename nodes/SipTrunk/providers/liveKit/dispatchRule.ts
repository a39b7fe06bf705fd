import type { IDataObject } from 'n8n-workflow';
import { collection, nameContains } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered, firstOf, readBack } from '../../http/lookup';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { dispatchRuleRow } from '../../rows/others';
import { isObject } from '../../rows/reported';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { liveKitApi } from './api';
import { createFields, updateFields } from './dispatchRuleFields';
import { withEmptied, withOther } from './fields';
import { changing, itemsOf, madeSince, making, removing } from './requests';
import { changedRoom, roomIn, ruleFor, type Room } from './room';
import { refuseUnstored } from './stored';
import { single, withMedia } from './trunkRequests';

/** Dispatch rules: https://docs.livekit.io/telephony/accepting-calls/dispatch-rule/ */

type Create = ValuesOf<typeof createFields>;
type Update = ValuesOf<typeof updateFields> & { dispatchRuleId: string };

const dispatchRuleId = pickerField('dispatchRule', { placeholder: 'SDR_a1b2c3d4e5f6' });

const ofTrunk = pickerField('trunk', {
	required: false,
	placeholder: 'ST_a1b2c3d4e5f6',
	description: 'Leave empty for all rules. Rules for all trunks are among those of each.',
});

export const ruleList = (client: ProviderClient, filter: IDataObject = {}) =>
	itemsOf(client, 'ListSIPDispatchRule', filter);

/** Reads a rule out of the list, because no method reads a single one. */
export const readRule = async (client: ProviderClient, id: string) =>
	await firstOf(
		ruleList(client, { dispatch_rule_ids: [id] }),
		(row) => liveKitApi.idOf(row) === id,
		`LiveKit has no dispatch rule with the ID "${id}".`,
	);

/** A change says what is sent, and what of the first agent and of the room. */
interface Changes {
	body: IDataObject;
	agent?: IDataObject;
	room: Partial<Room>;
}

const ROOM = ['ruleType', 'room', 'randomSuffix'];

/** The agents of a room as LiveKit has them: a list, of which this node knows the first. */
function agentsFor(change: IDataObject, current: unknown): IDataObject[] {
	const [first, ...others] = (Array.isArray(current) ? current : []) as IDataObject[];
	return [{ ...first, ...change }, ...others];
}

/** What these values change, in LiveKit's words but for what depends on the rule as it is. */
function changesOf(fields: readonly Field[], values: Values): Changes {
	const { rule, room_config: config, ...own } = withEmptied(requestBody(fields, values));
	const { agents: agent } = (config ?? {}) as { agents?: IDataObject };
	const { pin } = (rule ?? {}) as { pin?: string };
	const all: Values = {
		...values,
		...(values.additionalFields as Values | undefined),
		...(values.updateFields as Values | undefined),
	};
	const body = withOther(own, all.otherSettings as IDataObject | undefined);
	const told = Object.entries(all).filter(([name]) => ROOM.includes(name));
	const room = { ...Object.fromEntries(told), ...(pin === undefined ? {} : { pin }) };
	return { body, agent, room };
}

function withAgent({ body, agent }: Changes, current: IDataObject): IDataObject {
	if (agent === undefined) return body;
	const present = body.room_config ?? current.room_config;
	const config = isObject(present) ? present : {};
	return { ...body, room_config: { ...config, agents: agentsFor(agent, config.agents) } };
}

/** What tells for which calls a rule is. */
const LISTS = ['trunk_ids', 'inbound_numbers', 'numbers'];

const sortedText = (list: unknown) => JSON.stringify([...((list ?? []) as string[])].sort());

/**
 * Creates a rule. LiveKit refuses a second one for the same trunks, callers, numbers and PIN.
 *
 * @param rule as `dispatch_rule` of the request
 */
export async function createRuleFrom(
	client: ProviderClient,
	rule: IDataObject,
): Promise<IDataObject> {
	const { name } = rule;
	const told = LISTS.map((key) => sortedText(rule[key]));
	const matching = () =>
		filtered(
			ruleList(client),
			(one) =>
				one.name === name && LISTS.every((key, index) => sortedText(one[key]) === told[index]),
		);
	const row = await client.send({
		...making('CreateSIPDispatchRule', { dispatch_rule: rule }),
		recovery: {
			identity: [...told, roomIn(rule)?.pin],
			unique: true,
			conflictCodes: ['invalid_argument'],
			asked: rule,
			find: await madeSince(matching),
			createdAt: (one) => one.created_at,
			howToLook: `Look in the list of dispatch rules for the name "${String(name)}"`,
		},
	});
	refuseUnstored(row, rule);
	return row;
}

/**
 * The `dispatch_rule` of a request.
 *
 * @param values checked values of the fields of Create
 * @throws InputError for a room that does not go with the rule type
 */
export function ruleOf(values: Values): IDataObject {
	const changes = changesOf(createFields, values);
	return { ...withAgent(changes, {}), rule: ruleFor(changes.room as Room) };
}

export const createRule = async (client: ProviderClient, values: Create) =>
	await createRuleFrom(client, ruleOf(values));

/** Fields that can be changed one by one; attributes could only be added to. */
const SINGLE = ['trunk_ids', 'rule', 'name', 'metadata', 'media'];

const needsCurrent = ({ body, agent, room }: Changes) =>
	agent !== undefined ||
	body.media !== undefined ||
	Object.keys(room).length > 0 ||
	!Object.keys(body).every((key) => SINGLE.includes(key));

async function changeRule(client: ProviderClient, id: string, changes: Changes) {
	const about = { id, idOf: liveKitApi.idOf };
	const send = async (how: IDataObject) =>
		await client.send({
			...changing('UpdateSIPDispatchRule', { sip_dispatch_rule_id: id, ...how }),
			about,
		});
	const { body, room } = changes;
	if (!needsCurrent(changes)) return await send({ update: single(body) });
	const current = await readRule(client, id);
	const complete = {
		...withMedia(withAgent(changes, current), current),
		...(Object.keys(room).length === 0 ? {} : { rule: changedRoom(roomIn(current), room) }),
	};
	const isSingle = Object.keys(complete).every((key) => SINGLE.includes(key));
	return await send(
		isSingle ? { update: single(complete) } : { replace: { ...current, ...complete } },
	);
}

export async function updateRule(client: ProviderClient, values: Update): Promise<IDataObject> {
	const { dispatchRuleId: id } = values;
	const changes = changesOf(updateFields, values);
	const row = await changeRule(client, id, changes);
	if (liveKitApi.idOf(row) === undefined) {
		return await readBack(client, async () => await readRule(client, id), {
			sip_dispatch_rule_id: id,
		});
	}
	refuseUnstored(row, changes.body);
	return row;
}

export const deleteRule = async (
	client: ProviderClient,
	values: { dispatchRuleId: string; ignoreIfMissing?: boolean },
): Promise<IDataObject> => {
	const { dispatchRuleId: id } = values;
	const request = removing('DeleteSIPDispatchRule', { sip_dispatch_rule_id: id });
	return await remove(client, values, { id }, request);
};

const firstAgent = ({ room_config: config }: IDataObject): IDataObject => {
	const agents = isObject(config) && Array.isArray(config.agents) ? config.agents : [];
	return isObject(agents[0]) ? agents[0] : {};
};

export const dispatchRule: Resource = {
	value: 'dispatchRule',
	simplify: (row) =>
		dispatchRuleRow({
			name: row.name,
			ruleType: roomIn(row)?.ruleType,
			room: roomIn(row)?.room,
			agentName: firstAgent(row).agent_name,
			trunkIds: row.trunk_ids,
			phoneNumbers: row.numbers,
			allowedNumbers: row.inbound_numbers,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: (client) => ruleList(client),
		entry: (row) => ({
			name: String(row.name || row.sip_dispatch_rule_id),
			description: [roomIn(row)?.ruleType, roomIn(row)?.room, firstAgent(row).agent_name]
				.filter(Boolean)
				.join(', '),
		}),
	},
	operations: [
		operation('dispatchRule', 'create', {
			description:
				'Create a rule that says into which room calls go; it takes effect at once, by default on every trunk',
			fields: createFields,
			run: createRule,
		}),
		operation('dispatchRule', 'delete', {
			description:
				'Remove a rule at once and for good: calls for which no other rule is are refused',
			fields: [dispatchRuleId, ignoreIfMissing],
			run: deleteRule,
		}),
		operation('dispatchRule', 'get', {
			description: 'Retrieve one dispatch rule, found by its ID in the list of all',
			fields: [dispatchRuleId],
			run: async (client, { dispatchRuleId: id }) => await readRule(client, id),
		}),
		operation('dispatchRule', 'getAll', {
			description: 'Retrieve a list of dispatch rules',
			fields: [ofTrunk, collection('filters', [nameContains])],
			run: (client, { trunkId }) =>
				ruleList(client, trunkId === undefined ? {} : { trunk_ids: [trunkId] }),
		}),
		operation('dispatchRule', 'update', {
			description:
				'Change settings of a rule at once; what is not named keeps its value, a list is set as a whole',
			fields: [dispatchRuleId, ...updateFields],
			run: updateRule,
		}),
	],
};
