import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives n8n-core a temporary home for its instance folder; `userFolder.teardown.mjs` removes it.
 * The settings file is written here and not by n8n-core, because test files that start at the same
 * time would otherwise race for it.
 */
export default async function createUserFolder() {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sip-trunk-test-'));
	const instanceFolder = join(userFolder, '.n8n');
	await mkdir(instanceFolder);
	await writeFile(
		join(instanceFolder, 'config'),
		JSON.stringify({ encryptionKey: randomBytes(24).toString('base64') }),
		{ mode: 0o600 },
	);
	process.env.N8N_USER_FOLDER = userFolder;
	// n8n logs every error of a node; here the tests look at the errors themselves.
	process.env.N8N_LOG_LEVEL = 'silent';
}
