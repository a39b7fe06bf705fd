import type { SectionPort } from '../../../configuration/port';
import { fieldOf, made } from '../../../configuration/tables';
import { createOriginationUri, originationUris } from '../originationUri';
import { LISTS, readAgain, removeUnused, uriOf } from './entries';
import { marked } from './marks';
import { ownerOf, type Parts } from './parts';
import { idIn } from './slots';

/** The origination URIs that an inbound trunk names: the primary one, then the fallback. */

export const uris: SectionPort<Parts> = {
	rules: {
		keys: {
			uri: { field: fieldOf(originationUris.resource, 'sipUri') },
			name: { field: fieldOf(originationUris.resource, 'name'), change: true },
			enabled: { fixed: true },
		},
		read: true,
		remove: 'replace',
		most: 2,
		isUnique: false,
		goWithTrunk: true,
	},
	entryOf: uriOf,
	async add(work, { parts }, { uri, name }) {
		const row = await made(
			work,
			async (client) =>
				await createOriginationUri(client, {
					name: marked(name ?? uri, parts.name),
					sipUri: String(uri),
					authenticationNeeded: false,
				}),
		);
		await LISTS.originationUris.put(work, row);
		return row;
	},
	async change(work, { parts }, { row: before }, { name }) {
		const sent = { name: marked(name, parts.name) };
		const row = await originationUris.update(work.client(), {
			originationUriId: idIn('originationUris', before),
			updateFields: sent,
		});
		const after = { ...before, ...sent, ...row };
		await LISTS.originationUris.put(work, after);
		return after;
	},
	remove: async (work, _live, { row }) => await removeUnused(work, 'originationUris', row),
	again: async (work, live) => await readAgain(work, 'originationUris', ownerOf(live), live),
};
