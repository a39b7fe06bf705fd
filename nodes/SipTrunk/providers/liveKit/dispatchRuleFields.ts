import { listOf } from '../../validation/choices';
import { id, text } from '../../validation/text';
import { collection, forUpdate } from '../../fields/common';
import { numbers } from './checks';
import { choiceField, metadata, name, switchField, textField } from './fields';
import { otherRuleSettings } from './otherSettings';

/** The settings of a dispatch rule: https://docs.livekit.io/reference/telephony/sip-api/ */

const ruleType = choiceField('Rule Type', {
	choices: {
		callee: ['Callee', 'One room for each number that is called'],
		direct: ['Direct', 'The same room for all calls'],
		individual: ['Individual', 'A room of its own for each call'],
	},
	default: 'individual',
	required: true,
	description: 'Into which rooms calls go',
	sentAs: null,
});

const roomName = textField('Room Name', {
	name: 'room',
	required: true,
	placeholder: 'front-desk',
	description: 'The room that all callers enter',
	sentAs: null,
	showWhen: { ruleType: ['direct'] },
});

const roomPrefix = textField('Room Prefix', {
	name: 'room',
	placeholder: 'call-',
	description: 'How the names of the rooms begin',
	sentAs: null,
	showWhen: { ruleType: ['callee', 'individual'] },
});

const room = textField('Room Name or Prefix', {
	name: 'room',
	placeholder: 'call-',
	description: 'The name of the room for Direct; otherwise how the names of the rooms begin',
	sentAs: null,
});

const randomSuffix = switchField('Random Suffix', {
	default: true,
	description: 'Whether the names of rooms end in random characters; not with Direct',
	sentAs: null,
	showWhen: { ruleType: ['callee', 'individual'] },
});

const settings = [
	textField('Agent Name', {
		placeholder: 'inbound-agent',
		description: 'The agent that LiveKit sends into the room',
		sentAs: 'room_config.agents.agent_name',
	}),
	textField('Allowed Numbers', {
		placeholder: '+4930123456',
		description: 'Callers for whom the rule is, separated by commas, or a list; without any, all',
		sentAs: 'inbound_numbers',
		check: numbers,
	}),
	metadata,
	otherRuleSettings,
	textField('Phone Numbers', {
		placeholder: '+14155550100, +14155550101',
		description: 'Called numbers for which it is, separated by commas, or a list; without any, all',
		sentAs: 'numbers',
		check: numbers,
	}),
	textField('PIN', {
		placeholder: '1234',
		description: 'What callers have to enter before they get into the room',
		sentAs: 'rule.pin',
		check: text({ pattern: /^\d+$/, mustBe: 'consist of digits', example: '1234' }),
	}),
	textField('Trunk IDs', {
		placeholder: 'ST_a1b2c3d4e5f6',
		description: 'Inbound trunks for which it is, separated by commas, or a list; without any, all',
		check: listOf(id({ example: 'ST_a1b2c3d4e5f6' })),
	}),
];

export const createFields = [
	name,
	ruleType,
	roomName,
	roomPrefix,
	collection('additionalFields', [...settings, randomSuffix]),
] as const;

const CLEARABLE = ['allowedNumbers', 'metadata', 'phoneNumbers', 'pin', 'trunkIds'];

/** Of what type the rule is, is known when it is read. */
const { showWhen, ...anySuffix } = randomSuffix;
void showWhen;

export const updateFields = [
	collection('updateFields', forUpdate([name, ruleType, room, anySuffix, ...settings], CLEARABLE)),
] as const;
