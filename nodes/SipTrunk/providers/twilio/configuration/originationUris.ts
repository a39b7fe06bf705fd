import type { IDataObject } from 'n8n-workflow';
import type { Entry } from '../../../configuration/configuration';
import type { Present, SectionPort, Work } from '../../../configuration/port';
import { allOf, fieldOf, made, withValues } from '../../../configuration/tables';
import { createOriginationUri, originationUris } from '../originationUri';
import type { Lists } from '../ownLists';

/** The origination URIs of a Twilio trunk, which are the trunk's own. */

const uriOf = (row: IDataObject): Entry =>
	withValues({
		uri: row.sip_url,
		name: row.friendly_name,
		priority: row.priority,
		weight: row.weight,
		enabled: row.enabled,
	});

export const urisOf = async (work: Work, trunkId: string): Promise<Present[]> =>
	(await allOf(originationUris.list(work.client(), { trunkId }))).map((row) => ({
		entry: uriOf(row),
		row,
		madeAt: row.date_created,
	}));

const uriField = (name: string) => fieldOf(originationUris.resource, name);

const LONGEST_URI_NAME = 64;

export const uris: SectionPort<Lists> = {
	rules: {
		keys: {
			uri: { field: uriField('sipUri') },
			name: { field: uriField('name'), change: true },
			priority: { field: uriField('priority'), change: true },
			weight: { field: uriField('weight'), change: true },
			enabled: { field: uriField('enabled'), change: true },
		},
		read: true,
		remove: true,
		isUnique: false,
		goWithTrunk: true,
	},
	entryOf: uriOf,
	add: async (work, live, { uri, name, ...additionalFields }) =>
		await made(
			work,
			async (client) =>
				await createOriginationUri(client, {
					trunkId: live.id,
					sipUri: String(uri),
					name: String(name ?? uri).slice(0, LONGEST_URI_NAME),
					additionalFields,
				}),
		),
	change: async (work, live, { row }, updateFields) =>
		await originationUris.update(work.client(), {
			trunkId: live.id,
			originationUriId: String(row.sid),
			updateFields,
		}),
	async remove(work, live, { row }) {
		const named = { trunkId: live.id, originationUriId: String(row.sid) };
		await originationUris.remove(work.client(), { ...named, ignoreIfMissing: true });
	},
	again: async (work, live) => await urisOf(work, live.id),
};
