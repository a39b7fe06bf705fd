import { normalized, shareNumber } from './numbers';
import { branches } from './messages';
import type { DispatchRule, InboundTrunk } from './state';
import { invalidArgument, serverError } from './twirp';

/** An object that is being created has no ID yet. */
const printedId = (id: string): string => JSON.stringify(id === '' ? '<new>' : id);

const printedNumbers = (numbers: readonly string[]): string =>
	numbers.length === 0 ? '<any>' : `[${numbers.map((number) => JSON.stringify(number)).join(' ')}]`;

const orAny = (list: readonly string[] | undefined): readonly string[] =>
	list === undefined || list.length === 0 ? [''] : list;

/**
 * The trunks that are compared when one is created or changed: those that have one of its new
 * numbers and those without numbers. A changed trunk is among them by its old numbers only, so
 * that a move to a number that is taken is not noticed.
 */
function comparedTrunks(trunk: InboundTrunk, stored: readonly InboundTrunk[]): InboundTrunk[] {
	const { numbers = [] } = trunk;
	const compared = stored.filter(
		(other) =>
			numbers.length === 0 ||
			(other.numbers ?? []).length === 0 ||
			shareNumber(numbers, other.numbers ?? []),
	);
	if (trunk.sip_trunk_id === '') return [...compared, trunk];
	return compared.map((other) => (other.sip_trunk_id === trunk.sip_trunk_id ? trunk : other));
}

/** @throws {TwirpError} if two trunks would take the same calls. */
export function checkTrunkConflicts(trunk: InboundTrunk, stored: readonly InboundTrunk[]): void {
	const holders = new Map<string, InboundTrunk>();
	for (const candidate of comparedTrunks(trunk, stored)) {
		for (const number of orAny(candidate.numbers)) {
			for (const allowed of orAny(candidate.allowed_numbers)) {
				const key = JSON.stringify([normalized(number), normalized(allowed)]);
				const holder = holders.get(key) ?? candidate;
				if (holder !== candidate) throw conflict(candidate, holder, allowed);
				holders.set(key, candidate);
			}
		}
	}
}

function conflict(trunk: InboundTrunk, holder: InboundTrunk, allowed: string) {
	const condition =
		allowed === '' ? 'without AllowedNumbers set' : `and AllowedNumber ${JSON.stringify(allowed)}`;
	return invalidArgument(
		`Conflicting inbound SIP Trunks: ${printedId(trunk.sip_trunk_id)} and ` +
			`${printedId(holder.sip_trunk_id)}, using the same number(s) ` +
			`${printedNumbers(trunk.numbers ?? [])} ${condition}`,
	);
}

/** @throws {TwirpError} for a rule that is none of the three kinds. */
function pinOf({ rule = {} }: DispatchRule): string {
	const branch = Object.keys(branches).find((name) => rule[name] !== undefined);
	if (branch === undefined) {
		throw invalidArgument(serverError('unsupported SIP Dispatch Rule: <nil>'));
	}
	return rule[branch]?.pin ?? '';
}

/** As with trunks, a changed rule is compared only if its old trunks put it among the others. */
function comparedRules(rule: DispatchRule, stored: readonly DispatchRule[]): DispatchRule[] {
	const { trunk_ids: trunkIds = [] } = rule;
	const compared = stored.filter(
		({ trunk_ids: others = [] }) =>
			trunkIds.length === 0 || others.length === 0 || others.some((id) => trunkIds.includes(id)),
	);
	if (rule.sip_dispatch_rule_id === '') return [...compared, rule];
	return compared.map((other) =>
		other.sip_dispatch_rule_id === rule.sip_dispatch_rule_id ? rule : other,
	);
}

function keysOf(rule: DispatchRule): string[] {
	const pin = pinOf(rule);
	return orAny(rule.trunk_ids).flatMap((trunk) =>
		orAny(rule.inbound_numbers).flatMap((caller) =>
			orAny(rule.numbers).map((called) =>
				JSON.stringify([trunk, normalized(caller), normalized(called), pin]),
			),
		),
	);
}

/** @throws {TwirpError} if two rules would answer for the same calls. */
export function checkRuleConflicts(rule: DispatchRule, stored: readonly DispatchRule[]): void {
	pinOf(rule);
	const holders = new Map<string, DispatchRule>();
	for (const candidate of comparedRules(rule, stored)) {
		for (const key of keysOf(candidate)) {
			const holder = holders.get(key) ?? candidate;
			if (holder !== candidate) {
				throw invalidArgument(
					'Dispatch rule for the same trunk, inbound number, number, and PIN combination already ' +
						`exists in dispatch rule ${printedId(holder.sip_dispatch_rule_id)} ` +
						JSON.stringify(holder.name ? holder.name : '<blank name>'),
				);
			}
			holders.set(key, candidate);
		}
	}
}
