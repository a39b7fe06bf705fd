import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../rows/reported';
import { InputError } from '../../validation/inputError';

/** Into which room a dispatch rule sends a call: one of three shapes, of which a rule has exactly one. */

export const RULE_TYPES = ['callee', 'direct', 'individual'] as const;
export type RuleType = (typeof RULE_TYPES)[number];

export interface Room {
	ruleType: RuleType;
	/** The room's name, or how the names of rooms begin. */
	room?: string;
	pin?: string;
	randomSuffix?: boolean;
}

const branchOf = (ruleType: RuleType) => `dispatch_rule_${ruleType}`;

const textIn = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** The room in a row of a dispatch rule; undefined where the row has none of the three shapes. */
export function roomIn({ rule }: IDataObject): Room | undefined {
	if (!isObject(rule)) return undefined;
	const ruleType = RULE_TYPES.find((type) => isObject(rule[branchOf(type)]));
	if (ruleType === undefined) return undefined;
	const shape = rule[branchOf(ruleType)] as IDataObject;
	return {
		ruleType,
		room: textIn(shape.room_name ?? shape.room_prefix),
		pin: textIn(shape.pin),
		...(ruleType === 'callee' && { randomSuffix: shape.randomize === true }),
		...(ruleType === 'individual' && { randomSuffix: shape.no_randomness !== true }),
	};
}

/**
 * The `rule` of a request.
 *
 * @throws InputError for a room that does not go with the rule type
 */
export function ruleFor({ ruleType, room, pin, randomSuffix }: Room): IDataObject {
	const common = pin === undefined ? {} : { pin };
	const branch = branchOf(ruleType);
	if (ruleType === 'direct') {
		if (room === undefined || room === '') {
			throw new InputError(
				'Room Name',
				'is needed where all calls go into one room.',
				'front-desk',
			);
		}
		if (randomSuffix !== undefined) {
			throw new InputError(
				'Random Suffix',
				"does not go with 'Rule Type' Direct, where all calls go into one room. Remove it.",
			);
		}
		return { [branch]: { room_name: room, ...common } };
	}
	const isRandom = {
		callee: { randomize: randomSuffix },
		individual: { no_randomness: randomSuffix === undefined ? undefined : !randomSuffix },
	};
	return {
		[branch]: {
			...(room === undefined ? {} : { room_prefix: room }),
			...common,
			...(randomSuffix === undefined ? {} : isRandom[ruleType]),
		},
	};
}

/**
 * The `rule` of a request that changes a room. With another rule type, the name and the suffix mean something else and are
 * not kept.
 */
export function changedRoom(current: Room | undefined, changes: Partial<Room>): IDataObject {
	const ruleType = changes.ruleType ?? current?.ruleType ?? 'individual';
	const { randomSuffix, room, ...kept } = current ?? {};
	const isSame = current?.ruleType === ruleType;
	const isPrefixStill = ruleType !== 'direct' && current?.ruleType !== 'direct';
	return ruleFor({
		...kept,
		...(isSame && { randomSuffix }),
		...((isSame || isPrefixStill) && { room }),
		...changes,
		ruleType,
	});
}
