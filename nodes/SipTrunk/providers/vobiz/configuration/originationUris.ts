import type { SectionPort } from '../../../configuration/port';
import { fieldOf, made } from '../../../configuration/tables';
import { createOriginationUri, originationUris } from '../originationUri';
import { KINDS, noteChanged, readAgain } from './entries';
import { marked } from './marks';
import { idIn } from './slots';

/** The origination URIs that a Vobiz trunk names: the primary one and the fallback. */

export const uris: SectionPort = {
	rules: {
		keys: {
			uri: { field: fieldOf(originationUris.resource, 'sipUri') },
			name: { field: fieldOf(originationUris.resource, 'name'), change: true },
			priority: { field: fieldOf(originationUris.resource, 'priority'), change: true },
			weight: { fixed: 10 },
			enabled: { fixed: true },
		},
		read: true,
		remove: 'replace',
		most: 2,
		isUnique: false,
	},
	entryOf: KINDS.originationUris.entryOf,
	async add(work, { id }, { uri, name, priority }) {
		const row = await made(
			work,
			async (client) =>
				await createOriginationUri(client, {
					name: marked(name ?? uri, id),
					sipUri: String(uri),
					priority: Number(priority ?? 1),
				}),
		);
		await KINDS.originationUris.all.put(work, row);
		return row;
	},
	async change(work, { id }, { row: before }, { name, priority }) {
		const description = name === undefined ? undefined : marked(name, id);
		const order = priority === undefined ? {} : { priority: Number(priority) };
		const row = await originationUris.update(work.client(), {
			originationUriId: idIn(before),
			updateFields: { ...(description === undefined ? {} : { name: description }), ...order },
		});
		const sent = { ...(description === undefined ? {} : { description }), ...order };
		return await noteChanged(work, 'originationUris', before, { sent, row });
	},
	async remove(work, _live, { row }) {
		const named = { originationUriId: idIn(row), ignoreIfMissing: true };
		await originationUris.remove(work.client(), named);
		await KINDS.originationUris.all.drop(work, row);
	},
	again: async (work, live) => await readAgain(work, 'originationUris', live),
};
