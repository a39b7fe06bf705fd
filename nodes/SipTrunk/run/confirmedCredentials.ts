import { createHmac, randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** More are not kept; the oldest is then asked about once more. */
const MOST = 1000;

/** Known to this process alone, so that a digest says nothing about a credential to anybody else. */
const key = randomBytes(32);

/** Digests, the oldest first. Without them the process is as new. */
export const confirmed = new Set<string>();

/**
 * What a provider has confirmed of a credential, such as whose account its key belongs to. It is asked once per
 * credential and process: a credential that is changed in whatever field is another one, and nothing is stored.
 */
export class ConfirmedCredential {
	private readonly digest: string;

	constructor(credentialType: string, credentials: IDataObject) {
		this.digest = createHmac('sha256', key)
			.update(JSON.stringify([credentialType, credentials]))
			.digest('base64');
	}

	get isConfirmed(): boolean {
		return confirmed.has(this.digest);
	}

	confirm(): void {
		confirmed.add(this.digest);
		const [oldest] = confirmed;
		if (confirmed.size > MOST) confirmed.delete(oldest);
	}
}
