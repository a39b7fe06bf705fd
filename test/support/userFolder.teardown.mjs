import { rm } from 'node:fs/promises';

/** Removes what `userFolder.setup.mjs` made. */
export default async function removeUserFolder() {
	await rm(process.env.N8N_USER_FOLDER, { recursive: true, force: true });
}
