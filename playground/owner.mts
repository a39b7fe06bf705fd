import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Owner } from './n8nRest.mjs';

/** The login of a playground's n8n, made up at random once and kept beside its data, readable by its user only. */
export function ownerOf(userFolder: string): Owner {
	const file = join(userFolder, 'login.json');
	if (!existsSync(file)) {
		// n8n asks for a capital letter and a digit.
		const password = `P1-${randomBytes(12).toString('hex')}`;
		const owner: Owner = { email: 'playground@example.com', password };
		writeFileSync(file, `${JSON.stringify(owner, null, '\t')}\n`, { mode: 0o600 });
	}
	return JSON.parse(readFileSync(file, 'utf8')) as Owner;
}
