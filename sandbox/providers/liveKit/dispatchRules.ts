import { checkRuleConflicts } from './conflicts';
import { inPlace, listed, type Page } from './lists';
import { faultOfMedia, mirrorEncryption } from './media';
import {
	createDispatchRuleRequest,
	dispatchRule,
	dispatchRuleIdRequest,
	dispatchRuleUpdate,
	items,
	listDispatchRulesRequest,
	updateRequest,
} from './messages';
import { createdNow, method, updatedNow, type Call, type Methods } from './method';
import type { Values } from './protojson';
import type { DispatchRule } from './state';
import { invalidArgument, TwirpError } from './twirp';
import { checkListUpdates, updated } from './updates';

const idOf = (rule: DispatchRule) => rule.sip_dispatch_rule_id;

function ruleOf({ world }: Pick<Call, 'world'>, id: string): DispatchRule {
	const rule = world.state.dispatchRules.get(id);
	if (rule === undefined) {
		throw new TwirpError('not_found', 'requested sip dispatch rule does not exist');
	}
	return rule;
}

function checkRule(rule: DispatchRule): void {
	const fault = rule.rule === undefined ? 'missing rule' : faultOfMedia(rule.media);
	if (fault !== undefined) throw invalidArgument(fault);
}

/** The rule that a create asks for: in `dispatch_rule`, or beside it in the form from before. */
function newRule(body: Values & { dispatch_rule?: DispatchRule }): DispatchRule {
	const { dispatch_rule: given, ...older } = body;
	if (given?.sip_dispatch_rule_id) throw invalidArgument('rule id must not be set');
	const rule: DispatchRule = { ...(given ?? older), sip_dispatch_rule_id: '' };
	checkRule(rule);
	mirrorEncryption(rule);
	return rule;
}

interface Update {
	sip_dispatch_rule_id?: string;
	replace?: DispatchRule;
	update?: Values;
}

function changedRule(call: Call<Update>): DispatchRule {
	const { sip_dispatch_rule_id: id = '', replace, update } = call.body;
	if (id === '') throw invalidArgument('rule id must be set');
	if (replace !== undefined) {
		if (replace.sip_dispatch_rule_id && replace.sip_dispatch_rule_id !== id) {
			throw invalidArgument('rule id in the info must be empty or match the id in the update');
		}
		checkRule(replace);
		const { created_at } = ruleOf(call, id);
		return {
			...replace,
			sip_dispatch_rule_id: id,
			...(created_at === undefined ? {} : { created_at }),
		};
	}
	if (update === undefined) throw invalidArgument('missing or unsupported update action');
	checkListUpdates(dispatchRuleUpdate, update);
	const rule = updated(ruleOf(call, id), dispatchRuleUpdate, update);
	const fault = faultOfMedia(rule.media);
	// As with trunks, what becomes invalid by single fields is an error of the server's own.
	if (fault !== undefined) throw new TwirpError('unknown', fault);
	mirrorEncryption(rule);
	return rule;
}

/** @see https://docs.livekit.io/sip/api/ */
export const dispatchRuleMethods: Methods = {
	CreateSIPDispatchRule: method<Values>(
		createDispatchRuleRequest,
		dispatchRule,
		({ world, request, body }) => {
			const rule = newRule(body);
			checkRuleConflicts(rule, world.state.dispatchRules.all());
			const id = `SDR_${world.hex(12)}`;
			const stored = { ...rule, ...createdNow(world), sip_dispatch_rule_id: id };
			world.state.dispatchRules.add(stored);
			world.effect(request, 'dispatch rule created', id);
			return stored;
		},
	),

	ListSIPDispatchRule: method<{ page?: Page; dispatch_rule_ids?: string[]; trunk_ids?: string[] }>(
		listDispatchRulesRequest,
		items(dispatchRule),
		({ world, body }) => {
			const { page, dispatch_rule_ids: ids = [], trunk_ids: trunkIds = [] } = body;
			// Rules without trunks are for all of them, so that they are always among those found.
			const passes = ({ sip_dispatch_rule_id: id, trunk_ids: own = [] }: DispatchRule) =>
				(ids.length === 0 || ids.includes(id)) &&
				(trunkIds.length === 0 || own.length === 0 || own.some((one) => trunkIds.includes(one)));
			const found = listed(world.state.dispatchRules.all(), idOf, passes, page);
			return { items: inPlace(found, idOf, ids, world.state.unknownItem) };
		},
	),

	UpdateSIPDispatchRule: method<Update>(
		updateRequest(dispatchRuleIdRequest, dispatchRule, dispatchRuleUpdate),
		dispatchRule,
		(call) => {
			const { dispatchRules } = call.world.state;
			const rule = { ...changedRule(call), ...updatedNow(call.world) };
			checkRuleConflicts(rule, dispatchRules.all());
			dispatchRules.replace(rule);
			call.world.effect(call.request, 'dispatch rule updated', rule.sip_dispatch_rule_id);
			return rule;
		},
	),

	DeleteSIPDispatchRule: method<{ sip_dispatch_rule_id?: string }>(
		dispatchRuleIdRequest,
		dispatchRule,
		(call) => {
			const { sip_dispatch_rule_id: id = '' } = call.body;
			if (id === '') throw invalidArgument('dispatch rule ID is required');
			const rule = ruleOf(call, id);
			call.world.state.dispatchRules.delete(id);
			call.world.effect(call.request, 'dispatch rule deleted', id);
			return rule;
		},
	),
};
