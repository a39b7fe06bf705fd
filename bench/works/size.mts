import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { n8nFolder } from '../../playground/base/folders.mjs';
import { providerNames } from '../../sandbox/index.js';
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

interface Description {
	properties: INodeProperties[];
}

/** Whether the form shows a property for this provider, whatever else is chosen. */
function isShownFor(provider: string, { displayOptions: { show, hide } = {} }: INodeProperties) {
	const shown = show?.provider;
	const hidden = hide?.provider;
	return (shown === undefined || shown.includes(provider)) && !hidden?.includes(provider);
}

/** What the form of one provider takes of the description. */
const partFor = (provider: string, { properties }: Description) => ({
	properties: properties.filter((property) => isShownFor(provider, property)),
});

export const size: Work = {
	name: 'size',
	title: () => "Description in the editor's list, and packed tarball",
	needsN8n: true,
	async measure({ tarball }: Bench) {
		const description = (await nodeDescription(tarball.folder)) as Description;
		const own = sizeOf(description);
		const ofProvider = (provider: string) =>
			inKb(`of it for ${provider}`, [sizeOf(partFor(provider, description))]);
		return {
			figures: [
				inKb('description of SIP Trunk', [own]),
				...providerNames.map(ofProvider),
				inKb('description of HubSpot', [hubSpotSize()]),
				inKb('tarball', [tarball.bytes]),
			],
			bars: [
				{ what: 'description', value: own / 1000, unit: 'KB', atMost: 240 },
				{ what: 'tarball', value: tarball.bytes / 1000, unit: 'KB', atMost: 280 },
			],
		};
	},
};
