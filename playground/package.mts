import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { playgroundFolder, projectFolder } from './base/folders.mjs';
import { runNpm, type InstallationContext } from './base/installation.mjs';
import { Problem } from './base/problem.mjs';
import { runProgram } from './base/program.mjs';

/** The node as users get it: what `npm pack` makes. */
export interface PackedNode {
	/** The tarball. */
	file: string;
	/** Changes with every source that goes into it. */
	sourceHash: string;
	/** False where the tarball of an earlier run was still the right one. */
	isNew: boolean;
}

const sourceFolders = ['nodes', 'credentials', 'icons'];
const sourceFiles = ['package.json', 'tsconfig.json'];

/** Everything that the package is built from, as one hash. */
export function hashSources(): string {
	const hash = createHash('sha256');
	const files = [...sourceFolders.flatMap(filesBelow), ...sourceFiles];
	for (const file of files.sort()) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(projectFolder, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
	const names = readdirSync(join(projectFolder, folder), { recursive: true }) as string[];
	return names
		.map((name) => join(folder, name))
		.filter((file) => statSync(join(projectFolder, file)).isFile());
}

/** Builds and packs the node into .playground/, unless no source has changed since. @throws Problem */
export async function packNode(context: InstallationContext): Promise<PackedNode> {
	const { name, version } = JSON.parse(
		readFileSync(join(projectFolder, 'package.json'), 'utf8'),
	) as { name: string; version: string };
	const file = join(playgroundFolder, `${name}-${version}.tgz`);
	const stamp = `${file}.sources`;
	const sourceHash = hashSources();
	if (existsSync(file) && readStamp(stamp) === sourceHash)
		return { file, sourceHash, isNew: false };

	rmSync(stamp, { force: true });
	const step = { ...context, folder: projectFolder };
	await runNpm(['run', 'build'], {
		...step,
		what: 'Building the node',
		advice: 'run "npm run build" and correct what it reports',
	});
	await runNpm(['pack', '--ignore-scripts', '--pack-destination', playgroundFolder], {
		...step,
		what: 'Packing the node',
		advice: 'run "npm pack --dry-run" and correct what it reports',
	});
	writeFileSync(stamp, sourceHash);
	return { file, sourceHash, isNew: true };
}

/** Unpacks the tarball to where n8n keeps the community packages of a user folder. @throws Problem */
export async function installPackedNode(
	node: PackedNode,
	userFolder: string,
	{ log, stopping }: InstallationContext,
): Promise<void> {
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	const target = join(packages, 'n8n-nodes-sip-trunk');
	const stamp = join(packages, '.n8n-nodes-sip-trunk.sources');
	if (readStamp(stamp) === node.sourceHash) return;

	rmSync(stamp, { force: true });
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	try {
		await runProgram(
			{
				command: 'tar',
				arguments: ['-xzf', node.file, '-C', target, '--strip-components=1'],
				folder: projectFolder,
				onLine: (line) => log.write('tar', line),
			},
			stopping,
		);
	} catch (error) {
		if (stopping.aborted) throw error;
		log.write('tar', String(error));
		throw new Problem(
			`Unpacking the node failed: install the program "tar" and start again (details: ${log.path}).`,
		);
	}
	writeFileSync(stamp, node.sourceHash);
}

function readStamp(file: string): string | undefined {
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
