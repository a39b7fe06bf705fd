import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, userFolderOf } from '../playground/base/folders.mjs';
import { npmProgram, runProgram, type ProgramOptions } from '../playground/base/program.mjs';
import type { Tarball } from './work.mjs';

/**
 * Packs what is in `dist`, and unpacks it again: the package as users get it, whatever is built meanwhile.
 * @throws Error where nothing has been built
 */
export async function packAndUnpack(stopping: AbortSignal): Promise<Tarball> {
	const packages = userFolderOf('bench-package');
	const folder = join(packages, 'n8n-nodes-sip-trunk');
	rmSync(packages, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const lines: string[] = [];
	const run = async (program: Pick<ProgramOptions, 'command' | 'arguments'>) =>
		await runProgram(
			{ ...program, folder: projectFolder, onLine: (line) => void lines.push(line) },
			stopping,
		);
	await run(npmProgram(['pack', '--ignore-scripts', '--silent', '--pack-destination', packages]));
	const file = join(packages, lines.at(-1) ?? '');
	await run({ command: 'tar', arguments: ['-xzf', file, '-C', folder, '--strip-components=1'] });
	if (!existsSync(join(folder, 'dist', 'nodes', 'SipTrunk', 'SipTrunk.node.js'))) {
		throw new Error('There is no built node in dist: run "npm run build" and start again.');
	}
	return { file, bytes: statSync(file).size, folder };
}
