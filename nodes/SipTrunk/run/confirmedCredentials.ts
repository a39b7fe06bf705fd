/** More are not kept; the oldest is then asked about once more. */
const MOST = 1000;

/**
 * The digests of credentials of which a provider has confirmed what does not change while they are the same, such as
 * whose account a key belongs to. The oldest is first. It is asked once per credential and process; nothing is stored.
 */
export const confirmedCredentials = new Set<string>();

/** Keeps a credential as confirmed, by its digest. */
export function confirmCredential(digest: string): void {
	confirmedCredentials.add(digest);
	const [oldest] = confirmedCredentials;
	if (confirmedCredentials.size > MOST) confirmedCredentials.delete(oldest);
}
