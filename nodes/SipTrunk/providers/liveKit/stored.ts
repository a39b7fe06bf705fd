import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../http/errors';

/** Servers of one's own may be older than this node, and ignore what they do not know without a word. */

/** Fields that came later than the others. */
const RECENT: Record<string, string> = {
	auth_realm: 'Realm',
	destination_country: 'Destination Country',
	from_host: 'From Host',
	media: 'Media Encryption, Codecs and Media Timeout',
};

/**
 * Throws where the server shows that it does not have a field that was sent: calls would not be encrypted, for example.
 *
 * @param row what was made or changed; it names every field that the server has
 */
export function refuseUnstored(row: IDataObject, sent: IDataObject): void {
	const missing = Object.keys(RECENT).filter((key) => sent[key] !== undefined && !(key in row));
	if (missing.length === 0) return;
	throw new RequestFailure(
		`LiveKit does not know ${missing.map((key) => RECENT[key]).join(', ')} and has stored the rest.`,
		{
			cause: 'refused',
			effect: 'made',
			advice: 'Update the LiveKit server, or leave out what it does not know.',
		},
	);
}
