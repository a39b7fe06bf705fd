import type { Present, SectionPort, Work } from '../../../configuration/port';
import { sipUriParts } from '../../../configuration/platforms/sipUri';
import { allOf, fieldOf, made, withValues } from '../../../configuration/tables';
import type { Field } from '../../../contract/provider';
import {
	createOriginationUri,
	fqdns,
	hostUri,
	originationUris,
	uriIn,
	USUAL_PORT,
} from '../originationUri';

/** The host names to which the calls of an FQDN trunk go. */

/** With its port: Telnyx takes one that is not named for the usual one. */
const withPort = (uri: string) => (sipUriParts(uri)?.port === null ? `${uri}:${USUAL_PORT}` : uri);

const uriField: Field = {
	...fieldOf(originationUris.resource, 'sipUri'),
	check: (value, label) => {
		const uri = hostUri(value, label);
		return uri === undefined ? undefined : withPort(uri);
	},
};

/** The host names of a trunk, as entries, without those that are looked up by SRV record: they have no port. */
export const urisOf = async (work: Work, trunkId: string): Promise<Present[]> =>
	(await allOf(fqdns(work.client(), trunkId)))
		.filter(({ dns_record_type: type }) => type !== 'srv')
		.map((row) => ({ entry: uris.entryOf(row), row, madeAt: row.created_at }));

export const uris: SectionPort = {
	rules: {
		keys: { uri: { field: uriField }, enabled: { fixed: true } },
		read: true,
		remove: true,
		isUnique: false,
	},
	entryOf: (row) => withValues({ uri: withPort(uriIn(row)) }),
	add: async (work, { id: trunkId }, { uri }) =>
		await made(
			work,
			async (client) =>
				await createOriginationUri(client, { trunkId, sipUri: String(uri), additionalFields: {} }),
		),
	async remove(work, _live, { row }) {
		const named = { originationUriId: String(row.id), ignoreIfMissing: true };
		await originationUris.remove(work.client(), named);
	},
	again: async (work, { id }) => await urisOf(work, id),
};
