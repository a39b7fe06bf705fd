import { inPlace, listed, type Page } from './lists';
import { mirrorEncryption } from './media';
import {
	items,
	legacyTrunk,
	listTrunksRequest,
	trunkIdRequest,
	updateRequest,
	wrapped,
} from './messages';
import { createdNow, method, updatedNow, type Call, type Methods } from './method';
import type { Values } from './protojson';
import type { Media } from './state';
import { inbound, outbound, securityRule, type TrunkKind } from './trunkKinds';
import { invalidArgument, TwirpError } from './twirp';
import { checkListUpdates, updated } from './updates';

interface Trunk extends Values {
	sip_trunk_id: string;
	numbers?: string[];
	media?: Media;
}

const notFound = () => new TwirpError('not_found', 'requested sip trunk does not exist');

const idOf = (trunk: Trunk) => trunk.sip_trunk_id;

function trunkOf<Row extends Trunk>(kind: TrunkKind<Row>, call: Call, id: string): Row {
	const trunk = kind.rows(call.world.state).get(id);
	if (trunk === undefined) throw notFound();
	return trunk;
}

interface Update<Row> {
	sip_trunk_id?: string;
	replace?: Row;
	update?: Values;
}

function checkWhole<Row extends Trunk>(kind: TrunkKind<Row>, trunk: Row): void {
	const fault = kind.faultOf(trunk);
	if (fault !== undefined) throw invalidArgument(fault);
}

/** A trunk that becomes invalid by single fields is told as an error of the server's own. */
function checkUpdated<Row extends Trunk>(kind: TrunkKind<Row>, trunk: Row): void {
	const fault = kind.faultOf(trunk);
	if (fault === securityRule) throw invalidArgument(fault);
	if (fault !== undefined) throw new TwirpError('unknown', fault);
}

function changedTrunk<Row extends Trunk>(kind: TrunkKind<Row>, call: Call<Update<Row>>): Row {
	const { sip_trunk_id: id = '', replace, update } = call.body;
	if (id === '') throw invalidArgument('trunk id must be set');
	if (replace !== undefined) {
		if (replace.sip_trunk_id && replace.sip_trunk_id !== id) {
			throw invalidArgument('trunk id in the info must be empty or match the id in the update');
		}
		checkWhole(kind, replace);
		const { created_at } = trunkOf(kind, call as Call, id);
		return { ...replace, sip_trunk_id: id, ...(created_at === undefined ? {} : { created_at }) };
	}
	if (update === undefined) throw invalidArgument('missing or unsupported update action');
	checkListUpdates(kind.update, update);
	const trunk = updated(trunkOf(kind, call as Call, id), kind.update, update);
	mirrorEncryption(trunk);
	checkUpdated(kind, trunk);
	return trunk;
}

export function createTrunk<Row extends Trunk>(
	kind: TrunkKind<Row>,
	world: Call['world'],
	trunk: Row,
): Row {
	const stored = { ...trunk, ...createdNow(world), sip_trunk_id: `ST_${world.hex(12)}` };
	kind.rows(world.state).add(stored);
	return stored;
}

function methodsOf<Row extends Trunk>(kind: TrunkKind<Row>): Methods {
	const { direction, message } = kind;
	const words = `${direction.toLowerCase()} trunk`;
	return {
		[`CreateSIP${direction}Trunk`]: method<{ trunk?: Row }>(wrapped(message), message, (call) => {
			const { world, request, body } = call;
			if (body.trunk === undefined) throw invalidArgument('missing trunk');
			if (body.trunk.sip_trunk_id) throw invalidArgument('trunk id must not be set');
			checkWhole(kind, body.trunk);
			kind.checkConflicts({ ...body.trunk, sip_trunk_id: '' }, kind.rows(world.state).all());
			const trunk = createTrunk(kind, world, body.trunk);
			world.effect(request, `${words} created`, trunk.sip_trunk_id);
			return trunk;
		}),

		[`GetSIP${direction}Trunk`]: method<{ sip_trunk_id?: string }>(
			trunkIdRequest,
			wrapped(message),
			(call) => {
				const { sip_trunk_id: id = '' } = call.body;
				if (id === '') throw invalidArgument('trunk ID is required');
				return { trunk: trunkOf(kind, call as Call, id) };
			},
		),

		[`ListSIP${direction}Trunk`]: method<{
			page?: Page;
			trunk_ids?: string[];
			numbers?: string[];
		}>(listTrunksRequest, items(message), ({ world, body }) => {
			const { page, trunk_ids: ids = [], numbers = [] } = body;
			// Trunks without numbers take calls to any, so that they are always among those found.
			const passes = (trunk: Row) =>
				(ids.length === 0 || ids.includes(trunk.sip_trunk_id)) &&
				(numbers.length === 0 ||
					(trunk.numbers ?? []).length === 0 ||
					kind.hasNumber(trunk, numbers));
			const found = listed(kind.rows(world.state).all(), idOf, passes, page);
			return { items: inPlace(found, idOf, ids, world.state.unknownItem) };
		}),

		[`UpdateSIP${direction}Trunk`]: method<Update<Row>>(
			updateRequest(trunkIdRequest, message, kind.update),
			message,
			(call) => {
				const rows = kind.rows(call.world.state);
				const trunk = { ...changedTrunk(kind, call), ...updatedNow(call.world) };
				kind.checkConflicts(trunk, rows.all());
				rows.replace(trunk);
				call.world.effect(call.request, `${words} updated`, trunk.sip_trunk_id);
				return trunk;
			},
		),
	};
}

const deleteTrunk = method<{ sip_trunk_id?: string }>(
	trunkIdRequest,
	legacyTrunk,
	({ world, request, body }) => {
		const { sip_trunk_id: id = '' } = body;
		if (id === '') throw invalidArgument('trunk ID is required');
		const { inboundTrunks, outboundTrunks, isCloud } = world.state;
		const holder = [inboundTrunks, outboundTrunks].find((rows) => rows.get(id) !== undefined);
		if (holder !== undefined) {
			// Dispatch rules that name the trunk stay as they are.
			holder.delete(id);
			world.effect(request, 'trunk deleted', id);
		} else if (isCloud) {
			throw new TwirpError('not_found', 'object cannot be found');
		}
		return { sip_trunk_id: id };
	},
);

/** @see https://docs.livekit.io/sip/api/ */
export const trunkMethods: Methods = {
	...methodsOf(inbound),
	...methodsOf(outbound),
	DeleteSIPTrunk: deleteTrunk,
};
