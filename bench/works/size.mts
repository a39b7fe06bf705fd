import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { n8nFolder } from '../../playground/base/folders.mjs';
import { nodeDescription } from '../engine.mjs';
import type { Bench, Figure, Work } from '../work.mjs';

const inKb = (name: string, bytes: number[]): Figure => ({
	name,
	unit: 'KB',
	values: bytes.map((count) => count / 1000),
});

const sizeOf = (description: unknown) => Buffer.byteLength(JSON.stringify(description));

/** The descriptions of HubSpot's newest version, as n8n's editor gets it. */
function hubSpotSize(): number {
	const file = join(n8nFolder, 'node_modules', 'n8n-nodes-base', 'dist', 'types', 'nodes.json');
	const descriptions = JSON.parse(readFileSync(file, 'utf8')) as Array<{ name: string }>;
	return Math.max(...descriptions.filter(({ name }) => name === 'hubspot').map(sizeOf));
}

export const size: Work = {
	name: 'size',
	title: "Description in the editor's list, and packed tarball",
	needsN8n: true,
	async measure({ tarball }: Bench) {
		const own = sizeOf(await nodeDescription(tarball.folder));
		return {
			figures: [
				inKb('description of SIP Trunk', [own]),
				inKb('description of HubSpot', [hubSpotSize()]),
				inKb('tarball', [tarball.bytes]),
			],
			bars: [
				{ what: 'description', value: own / 1000, unit: 'KB', atMost: 150 },
				{ what: 'tarball', value: tarball.bytes / 1000, unit: 'KB', atMost: 200 },
			],
		};
	},
};
