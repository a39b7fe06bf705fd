import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { n8nFolder, playgroundFolder } from '../base/folders.mjs';
import {
	n8nPrograms,
	n8nProgramsIn,
	runNpm,
	type InstallationContext,
	type N8nPrograms,
} from '../base/installation.mjs';
import type { WantedVersion } from './wanted.mjs';

const driver = join('node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
const versionOf = (folder: string, name: string): string | undefined => {
	const file = join(folder, 'node_modules', name, 'package.json');
	return existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
		: undefined;
};

const folderOf = (version: string) =>
	version === versionOf(n8nFolder, 'n8n') ? n8nFolder : join(playgroundFolder, 'versions', version);

/**
 * Installs one n8n into a folder of its own, unless it is there; 2 GB and some minutes.
 * @throws Problem where npm cannot
 */
export async function installVersion(
	{ n8n, node, overrides }: WantedVersion,
	context: InstallationContext,
): Promise<N8nPrograms> {
	const folder = folderOf(n8n);
	// The playground's own is there already.
	if (folder === n8nFolder) return n8nPrograms;
	const manifest = JSON.stringify(
		{ name: `n8n-${n8n}`, private: true, dependencies: { n8n, node }, overrides },
		null,
		'\t',
	);
	const stamp = join(folder, 'installed.json');
	const programs = n8nProgramsIn(folder);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === manifest) return programs;
	// npm keeps what it finds, and with it the versions that did not fit.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), manifest);
	const npm = async (words: string[], what: string) =>
		await runNpm(words, {
			...context,
			folder,
			what,
			advice: 'the log says why npm refuses it',
		});
	await npm(
		['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'],
		`Installing n8n ${n8n}`,
	);
	await npm(['rebuild', 'node', '--ignore-scripts=false'], 'Unpacking Node.js');
	// The driver fits every Node.js, so one that was compiled for the playground serves all.
	if (versionOf(folder, 'sqlite3') === versionOf(n8nFolder, 'sqlite3')) {
		mkdirSync(dirname(join(folder, driver)), { recursive: true });
		copyFileSync(join(n8nFolder, driver), join(folder, driver));
	} else {
		await npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], "Compiling n8n's database driver");
	}
	writeFileSync(stamp, manifest);
	return programs;
}

/** A module of n8n that older ones do not have, and then refuse to switch off. */
export function settingsOf(version: string): Record<string, string> {
	const names = join(
		folderOf(version),
		...['node_modules', '@n8n', 'backend-common', 'dist', 'modules', 'modules.config.js'],
	);
	const known = existsSync(names) && readFileSync(names, 'utf8').includes('mcp-registry');
	return known ? {} : { N8N_DISABLED_MODULES: '' };
}
