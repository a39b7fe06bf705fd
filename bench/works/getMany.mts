import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { loadEngine, type NodeRun } from '../engine.mjs';
import { inOwnProcess } from '../ownProcess.mjs';
import type { Bench, Figure } from '../work.mjs';

/** What the two works about long lists share. */

/** What reading a list came to. */
export interface ListRead {
	milliseconds: number;
	rows: number;
	/** Of the rows' IDs in their order: the same for the same rows in the same order. */
	fingerprint: string;
}

export function fingerprint(ids: string[]): string {
	return createHash('sha256').update(ids.join('\n')).digest('hex');
}

export const getManyTrunks = (provider: string, more: IDataObject) => ({
	provider,
	resource: 'trunk',
	operation: 'getAll',
	filters: {},
	options: {},
	...(more as Record<string, boolean>),
});

/** Reads a whole list through the node, twice: compiling is over before the clock runs, as in an n8n that runs for days. */
export async function readThroughNode(
	provider: string,
	{ folder, credentials }: Pick<NodeRun, 'folder' | 'credentials'>,
): Promise<ListRead> {
	const runNode = await loadEngine();
	const read = async (more: IDataObject) =>
		await runNode({
			folder,
			credentials,
			parameters: getManyTrunks(provider, more),
			input: [{}],
		});
	await read({ returnAll: true });
	const { milliseconds, items } = await read({ returnAll: true });
	const ids = items.map(({ json }) => String(json.id));
	return { milliseconds, rows: ids.length, fingerprint: fingerprint(ids) };
}

/** Runs both sides by turns. @throws Error where they do not read the same rows in the same order */
export async function measureBoth(
	file: string,
	names: { node: string; bare: string },
	begin: () => Promise<void>,
	{ sandbox, tarball, runs, say, stopping }: Bench,
): Promise<Record<'node' | 'bare', Figure>> {
	const figure = (name: string) => ({
		name,
		unit: 'ms',
		values: [] as number[],
		peakMemoryMb: [] as number[],
	});
	const figures = { node: figure(names.node), bare: figure(names.bare) };
	const input = { folder: tarball.folder, credentials: sandbox.credentials };
	const fingerprints = new Set<string>();
	say('fill the sandbox');
	await begin();
	for (let run = 1; run <= runs(7); run++) {
		for (const side of ['node', 'bare'] as const) {
			say(`${figures[side].name}, run ${run} of ${runs(7)}`);
			const one = await inOwnProcess<ListRead>(file, side, input, stopping);
			figures[side].values.push(one.result.milliseconds);
			figures[side].peakMemoryMb.push(one.peakMemoryMb);
			fingerprints.add(`${one.result.rows} ${one.result.fingerprint}`);
		}
	}
	if (fingerprints.size !== 1) throw new Error('The two did not read the same rows in one order');
	return figures;
}
