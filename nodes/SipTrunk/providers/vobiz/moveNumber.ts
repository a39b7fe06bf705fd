import type { IDataObject } from 'n8n-workflow';
import { advising } from '../../http/advice';
import { RequestFailure } from '../../http/errors';
import { filtered } from '../../http/lookup';
import { howToLook } from '../../operations/assignNumber';
import { isFree, routeInWords, type NumberRoute } from '../../operations/numberRoute';
import type { ProviderClient } from '../../contract/request';
import { assignmentPath, findNumber, routeOf } from './numbers';
import { numberList } from './requests';
import { trunks } from './trunk';

/** Putting a number on a trunk, and taking it from one trunk to another. */

/** Puts a free number on a trunk. Sent again, it does no harm: Vobiz refuses it as "already assigned". */
export async function putOnTrunk(
	client: ProviderClient,
	phoneNumber: string,
	trunk: string,
): Promise<void> {
	await advising(
		{ 400: 'A number that is on a trunk or an application must be taken off it first.' },
		async () =>
			await client.send({
				method: 'POST',
				path: assignmentPath(client, phoneNumber),
				body: { trunk_group_id: trunk },
				recovery: {
					identity: [trunk],
					unique: true,
					answersEmpty: true,
					// The refusal has no code of its own.
					conflictCodes: ['400'],
					find: () => foundOn(client, phoneNumber, trunk),
					howToLook: howToLook(phoneNumber),
				},
			}),
	);
}

/**
 * The number's row, if it is on the trunk.
 *
 * @throws RequestFailure where its row tells its route in a way that nobody understands: it may be on the trunk
 */
async function* foundOn(
	client: ProviderClient,
	phoneNumber: string,
	trunk: string,
): AsyncGenerator<IDataObject> {
	const rows = filtered(
		numberList(client, { search: phoneNumber }),
		(row) => row.e164 === phoneNumber,
	);
	for await (const row of rows) {
		const route = routeOf(row);
		if (route.isUnclear) {
			throw new RequestFailure(`${phoneNumber} is ${routeInWords(route)}.`, { cause: 'refused' });
		}
		if (route.trunkId === trunk) yield row;
	}
}

/** Takes a number off its trunk. Returns the failure after which it is not known whether that was done. */
async function takeOff(
	client: ProviderClient,
	phoneNumber: string,
): Promise<RequestFailure | undefined> {
	return await client.send({ method: 'DELETE', path: assignmentPath(client, phoneNumber) }).then(
		() => undefined,
		async (error: unknown) =>
			error instanceof RequestFailure && error.effect === 'open'
				? error
				: await Promise.reject(error),
	);
}

/**
 * Takes a number from one trunk to another. Vobiz needs two requests for this. So the new trunk is looked at first, a
 * cancellation waits until both are done, and if the second one fails, the number goes back to where it was.
 *
 * @throws RequestFailure saying where the number is now
 */
export async function move(
	client: ProviderClient,
	phoneNumber: string,
	{ from, to }: { from: string; to: string },
): Promise<void> {
	await trunks.read(client, { trunkId: to });
	const steps = client.withoutCancellation();
	// What became of the number in the end is told by the move, so each step stands for itself.
	const lost = await takeOff(steps.fresh(), phoneNumber);
	const step = steps.fresh();
	await putOnTrunk(step, phoneNumber, to).then(
		() => client.addToRow(step.added),
		async (error: unknown) => {
			// Wherever the number is on a trunk, Vobiz refuses this, so it does no harm.
			await putOnTrunk(steps.fresh(), phoneNumber, from).catch(() => {});
			const row = await findNumber(steps.fresh(), phoneNumber).catch(() => undefined);
			const now = row && knownRouteOf(row);
			if (now?.trunkId === to) return client.addToRow({ recovered: true });
			return await Promise.reject(
				error instanceof RequestFailure ? failedMove(phoneNumber, from, now, error, lost) : error,
			);
		},
	);
}

/** Undefined for a row that nobody understands: the number may be on no trunk. */
function knownRouteOf(row: IDataObject): NumberRoute | undefined {
	const route = routeOf(row);
	return route.isUnclear === true && route.trunkId === null ? undefined : route;
}

/**
 * What is told of a move that failed: why, and where the number is.
 *
 * @param now its route, or undefined if it cannot be looked up or understood
 * @param error why the new trunk has not got it
 * @param lost that the answer to taking it off was lost, so that this may still happen
 */
function failedMove(
	phoneNumber: string,
	from: string,
	now: NumberRoute | undefined,
	error: RequestFailure,
	lost: RequestFailure | undefined,
): RequestFailure {
	const open = {
		advice: `${howToLook(phoneNumber)} before you try again.`,
		effect: 'open' as const,
	};
	if (now === undefined) {
		const where = `${phoneNumber} was taken off trunk ${from} and may be on no trunk now.`;
		return error.with(open, `${error.message} ${where}`);
	}
	const isOnNone = isFree(now);
	// Still on its trunk, it was refused for that only.
	const reason = isOnNone ? error : (lost ?? error);
	const mayStillCome = isOnNone ? error.effect !== 'none' : lost !== undefined;
	const why = reason.effect !== 'none' ? 'Vobiz gave no clear answer.' : reason.message;
	const where = `${phoneNumber} is now ${routeInWords(now)}.`;
	const settled = { advice: adviceAfterMove(reason, isOnNone), effect: 'none' as const };
	return reason.with(mayStillCome ? open : settled, `${why} ${where}`);
}

function adviceAfterMove({ effect, advice }: RequestFailure, isOnNone: boolean) {
	if (isOnNone) return 'Its incoming calls reach nothing: assign it to a trunk at once.';
	return effect === 'none' ? advice : 'Try again: the number is on its trunk.';
}
