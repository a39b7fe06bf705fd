import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectFolder } from '../base/folders.mjs';
import type { InstallationContext } from '../base/installation.mjs';
import { Problem } from '../base/problem.mjs';
import { runProgram } from '../base/program.mjs';

/** Where the programs of PostgreSQL and Redis are. */
export interface ServerPrograms {
	redis: string;
	initdb: string;
	postgres: string;
}

export const isRoot = process.getuid?.() === 0;

const versionsOfPostgres = '/usr/lib/postgresql';
/** Debian's packages ask this program before they start a service; 101 means no. */
const servicePolicy = '/usr/sbin/policy-rc.d';

function onPath(name: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
	return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** Debian keeps PostgreSQL's server programs off the path, in one folder per version. */
function ofPostgres(name: string): string | undefined {
	const versions = existsSync(versionsOfPostgres) ? readdirSync(versionsOfPostgres) : [];
	const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
	return (
		newestFirst
			.map((version) => join(versionsOfPostgres, version, 'bin', name))
			.find((file) => existsSync(file)) ?? onPath(name)
	);
}

function findPrograms(): Partial<ServerPrograms> {
	return {
		redis: onPath('redis-server'),
		initdb: ofPostgres('initdb'),
		postgres: ofPostgres('postgres'),
	};
}

const isComplete = (found: Partial<ServerPrograms>): found is ServerPrograms =>
	Object.values(found).every((file) => file !== undefined);

/** Finds Redis and PostgreSQL, and as root installs what is missing. Their services stay off. @throws Problem */
export async function serverPrograms(context: InstallationContext): Promise<ServerPrograms> {
	const present = findPrograms();
	if (isComplete(present)) return present;
	if (isRoot && onPath('apt-get')) await installPackages(context);
	const installed = findPrograms();
	if (isComplete(installed)) return installed;
	throw new Problem(
		'This needs Redis and PostgreSQL: install both (Debian and Ubuntu: "sudo apt-get install redis-server postgresql") and start again.',
	);
}

async function installPackages(context: InstallationContext): Promise<void> {
	const ownPolicy = !existsSync(servicePolicy);
	if (ownPolicy) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		await runApt(['update'], context);
		await runApt(
			['install', '--yes', '--no-install-recommends', 'redis-server', 'postgresql'],
			context,
		);
	} finally {
		if (ownPolicy) rmSync(servicePolicy, { force: true });
	}
}

async function runApt(
	aptArguments: string[],
	{ log, stopping }: InstallationContext,
): Promise<void> {
	const onLine = (line: string) => log.write('apt-get', line);
	const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		await runProgram(
			{ command: 'apt-get', arguments: aptArguments, folder: projectFolder, environment, onLine },
			stopping,
		);
	} catch (error) {
		if (stopping.aborted) throw error;
		log.write('apt-get', String(error));
	}
}
