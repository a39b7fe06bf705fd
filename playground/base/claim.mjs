import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playgroundFolder } from './folders.mjs';
import { Problem } from './problem.mjs';

export function claim(name) {
	mkdirSync(playgroundFolder, { recursive: true });
	const file = join(playgroundFolder, `${name}.pid`);
	if (!create(file)) {
		const owner = Number(readFileSync(file, 'utf8'));
		if (isAlive(owner)) {
			const what = name === 'check' ? 'The check' : 'The playground';
			throw new Problem(
				`${what} is already running in this folder (process ${owner}): stop it with Ctrl-C where it was started.`,
			);
		}
		// Left behind by a run that was ended the hard way.
		rmSync(file, { force: true });
		create(file);
	}
	return () => rmSync(file, { force: true });
}

function create(file) {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

function isAlive(processId) {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
