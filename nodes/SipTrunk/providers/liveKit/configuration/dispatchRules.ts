import type { IDataObject } from 'n8n-workflow';
import { keyOf, type Entry } from '../../../configuration/configuration';
import type { Live, Present, SectionPort, Work } from '../../../configuration/port';
import { allOf, fieldOf, made, withValues } from '../../../configuration/tables';
import {
	createRuleFrom,
	deleteRule,
	dispatchRule,
	ruleList,
	ruleOf,
	updateRule,
} from '../dispatchRule';
import { plain, type Parts } from './parts';

/** The dispatch rule of a trunk: its own is for no other one, and there is one at most. */

const ruleId = (row: IDataObject) => String(row.sip_dispatch_rule_id);

const ruleEntry = (row: IDataObject): Entry => {
	const { name, ruleType, room, agentName } = dispatchRule.simplify(row);
	return withValues({ name, ruleType, room, agentName });
};

const rulesField = (name: string) => plain(fieldOf(dispatchRule, name));

async function changeRule(work: Work, row: IDataObject, changes: Entry): Promise<IDataObject> {
	return await updateRule(work.client(), {
		dispatchRuleId: ruleId(row),
		updateFields: changes as object,
	});
}

/** The rule that goes when another one comes. */
const leaving = ({ present, target }: Live<Parts>): Present | undefined => {
	const stays = (target.dispatchRules ?? []).map((entry) => keyOf('dispatchRules', entry));
	return (present.dispatchRules ?? []).find(
		({ entry, sharedIn }) =>
			sharedIn === undefined && !stays.includes(keyOf('dispatchRules', entry)),
	);
};

export const rules: SectionPort<Parts> = {
	rules: {
		keys: {
			name: { field: rulesField('name') },
			ruleType: { field: rulesField('ruleType'), change: true },
			room: { field: rulesField('room'), change: true },
			agentName: { field: rulesField('agentName'), change: true },
		},
		read: true,
		remove: true,
		most: 1,
		isUnique: true,
	},
	entryOf: ruleEntry,
	async add(work, live, { name, agentName, ...entry }) {
		const former = leaving(live);
		if (former !== undefined) {
			live.parts.reused.add(ruleId(former.row));
			return await changeRule(work, former.row, { name, ...withValues({ agentName }), ...entry });
		}
		const rule = ruleOf({
			ruleType: 'individual',
			name,
			...entry,
			additionalFields: { ...withValues({ agentName }), trunkIds: [live.id] },
		});
		return await made(work, async (client) => await createRuleFrom(client, rule));
	},
	change: async (work, _live, { row }, changes) => await changeRule(work, row, changes),
	async remove(work, { parts }, { row }) {
		const id = ruleId(row);
		if (parts.reused.has(id)) return;
		await deleteRule(work.client(), { dispatchRuleId: id, ignoreIfMissing: true });
	},
};

/** The rules that are for a trunk. One that is for others as well counts as shared. */
export async function rulesOf(work: Work, id: string): Promise<Present[]> {
	const rows = await allOf(ruleList(work.client(), { trunk_ids: [id] }));
	return rows.map((row): Present => {
		const trunks = (row.trunk_ids ?? []) as string[];
		const isOwn = trunks.length === 1 && trunks[0] === id;
		return {
			entry: ruleEntry(row),
			row,
			madeAt: row.created_at,
			id: ruleId(row),
			...(isOwn ? {} : { sharedIn: 'a rule for several trunks' }),
		};
	});
}
