import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../http/errors';

/** A self-hosted server may be older than this node, and ignores fields that it does not know without a word. */

/** Fields that came later than the others. */
const RECENT: Record<string, string> = {
	auth_realm: 'Realm',
	destination_country: 'Destination Country',
	from_host: 'From Host',
	media: 'Media Encryption, Codecs and Media Timeout',
};

/**
 * Refuses an answer that shows that the server does not know a field that was sent. Calls would not be encrypted, for
 * example.
 *
 * @param row the answer, which names every field that the server has
 * @param sent the body
 * @throws RequestFailure saying that the rest is stored
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
