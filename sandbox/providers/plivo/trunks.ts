import { violationsOf } from '../../validation';
import { invalid, missing } from './errors';
import { trunkPath, type PlivoTrunk, type References, type Values } from './state';
import { dates, newTrunkId, type Change, type PlivoWorld, type Resource } from './zentrunk';

interface TrunkBody extends Partial<References> {
	name?: string;
	trunk_direction?: PlivoTrunk['trunk_direction'];
	trunk_status?: PlivoTrunk['trunk_status'];
	secure?: boolean;
}

/** Whether a null or an empty text takes something off a trunk is not documented: refused. */
const id = { type: 'string', minLength: 1 };

const violations = violationsOf({
	type: 'object',
	properties: {
		name: { type: 'string' },
		trunk_direction: { enum: ['inbound', 'outbound'] },
		trunk_status: { enum: ['enabled', 'disabled'] },
		secure: { type: 'boolean' },
		ipacl_uuid: id,
		credential_uuid: id,
		primary_uri_uuid: id,
		fallback_uri_uuid: id,
	},
});

const references = [
	['ipacl_uuid', 'ipAccessControlLists'],
	['credential_uuid', 'credentials'],
	['primary_uri_uuid', 'uris'],
	['fallback_uri_uuid', 'uris'],
] as const;

const settings = ['name', 'trunk_status', 'secure', ...references.map(([field]) => field)] as const;

/** @throws {Refusal} */
function readBody({ world, body }: Change): TrunkBody {
	const [violation] = violations(body);
	if (violation !== undefined) throw invalid(violation.path.join('.'));
	const trunk = body as TrunkBody;
	const unknown = references.find(([field, collection]) => {
		const wanted = trunk[field];
		return wanted !== undefined && world.state[collection].get(wanted ?? '') === undefined;
	});
	if (unknown !== undefined) throw invalid(unknown[0]);
	return trunk;
}

function checkComplete(trunk: TrunkBody): void {
	const isComplete =
		trunk.trunk_direction === 'inbound'
			? trunk.primary_uri_uuid
			: trunk.trunk_direction && (trunk.ipacl_uuid ?? trunk.credential_uuid);
	if (!isComplete) throw missing();
}

const given = (body: Values) =>
	Object.fromEntries(
		settings.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]),
	);

export function newTrunk(world: PlivoWorld, body: TrunkBody): PlivoTrunk {
	const trunkId = newTrunkId(world);
	return {
		trunk_id: trunkId,
		trunk_domain: `${trunkId}.zt.plivo.com`,
		name: '',
		trunk_direction: body.trunk_direction ?? 'outbound',
		trunk_status: 'enabled',
		secure: false,
		ipacl_uuid: null,
		credential_uuid: null,
		primary_uri_uuid: null,
		fallback_uri_uuid: null,
		...given(body as Values),
		...dates(world),
	};
}

/** Numbers of a trunk that goes stop ringing. */
function detachNumbers({ world, request }: Change, trunk: PlivoTrunk): void {
	const path = trunkPath(trunk.trunk_id);
	for (const number of world.state.numbers.filter(({ application }) => application === path)) {
		number.application = null;
		world.effect(request, 'number detached', number.number);
	}
}

/** Deletes the trunks that use what is about to be deleted. */
export function deleteTrunksUsing(change: Change, uriId: string): void {
	const { trunks } = change.world.state;
	const users = trunks.filter(
		(trunk) => trunk.primary_uri_uuid === uriId || trunk.fallback_uri_uuid === uriId,
	);
	for (const trunk of users) {
		detachNumbers(change, trunk);
		trunks.delete(trunk.trunk_id);
		change.world.effect(change.request, 'Trunk deleted with its URI', trunk.trunk_id);
	}
}

/** @see https://www.plivo.com/docs/sip-trunking/api/trunks */
export const trunks: Resource<PlivoTrunk> = {
	collection: 'Trunk',
	id: 'trunk_id',
	idOf: (trunk) => trunk.trunk_id,
	rows: (state) => state.trunks,
	words: { created: 'Trunk created successfully.', updated: 'Trunk updated successfully.' },
	filters: ['trunk_status', 'trunk_direction', 'secure', ...references.map(([field]) => field)],
	isWrapped: (state) => state.wrapsTrunks,
	toAnswer: (trunk) => trunk,

	create(change) {
		const body = readBody(change);
		checkComplete(body);
		return newTrunk(change.world, body);
	},

	update(change, trunk) {
		const body = readBody(change);
		// The documentation calls the direction optional; the API refuses every update without it.
		if (body.trunk_direction !== trunk.trunk_direction) throw invalid('trunk_direction');
		Object.assign(trunk, given(change.body));
	},

	beforeDelete: detachNumbers,
};
