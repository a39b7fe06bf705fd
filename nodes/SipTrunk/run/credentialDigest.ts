import { createHmac, randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

/** Known to this process alone, so that a digest says nothing about a credential to anybody else. */
const key = randomBytes(32);

/** What a credential is known by while the process runs: changed in whatever field, it is another one. */
export const credentialDigest = (credentialType: string, credentials: IDataObject): string =>
	createHmac('sha256', key)
		.update(JSON.stringify([credentialType, credentials]))
		.digest('base64');
