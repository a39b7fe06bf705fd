import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder, userFolderOf } from '../playground/base/folders.mjs';
import { npmProgram, runProgram, type ProgramOptions } from '../playground/base/program.mjs';
import type { Tarball } from './work.mjs';

/** Where packages are unpacked: below the project, so that they find n8n's packages. */
function freshFolder(name: string): string {
	const folder = userFolderOf(name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** @returns the lines that the program wrote */
async function run(
	program: Pick<ProgramOptions, 'command' | 'arguments'>,
	stopping: AbortSignal,
): Promise<string[]> {
	const lines: string[] = [];
	const onLine = (line: string) => void lines.push(line);
	await runProgram({ ...program, folder: projectFolder, onLine }, stopping);
	return lines;
}

/**
 * Unpacks a packed node.
 *
 * @param parent the folder in which it gets one of its own
 * @throws Error where it is no packed node
 */
async function unpack(file: string, parent: string, stopping: AbortSignal): Promise<Tarball> {
	const folder = join(parent, 'n8n-nodes-sip-trunk');
	mkdirSync(folder, { recursive: true });
	const words = ['-xzf', file, '-C', folder, '--strip-components=1'];
	await run({ command: 'tar', arguments: words }, stopping);
	if (!existsSync(join(folder, 'dist', 'nodes', 'SipTrunk', 'SipTrunk.node.js'))) {
		throw new Error(`There is no built node in ${file}: run "npm run build" and pack it again.`);
	}
	return { file, bytes: statSync(file).size, folder };
}

/**
 * Packs what is in `dist`, and unpacks it again: the package as users get it, whatever is built meanwhile.
 * @throws Error where nothing has been built
 */
export async function packAndUnpack(stopping: AbortSignal): Promise<Tarball> {
	const parent = freshFolder('bench-package');
	const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', parent];
	const lines = await run(npmProgram(pack), stopping);
	return await unpack(join(parent, lines.at(-1) ?? ''), parent, stopping);
}

/** Unpacks an earlier package, as `npm pack` has written it. @throws Error where there is none */
export async function unpackEarlier(file: string, stopping: AbortSignal): Promise<Tarball> {
	if (!existsSync(file)) {
		throw new Error(`There is no ${file}: build an earlier state and pack it with "npm pack".`);
	}
	return await unpack(resolve(file), freshFolder('bench-earlier-package'), stopping);
}
