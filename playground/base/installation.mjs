import {
	accessSync,
	constants,
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	statSync,
} from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { n8nFolder, n8nManifestFolder, projectFolder } from './folders.mjs';
import { Problem } from './problem.mjs';
import { npmProgram, runProgram } from './program.mjs';

export const n8nProgramsIn = (folder) => ({
	node: join(folder, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'),
	n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
});
export const n8nPrograms = n8nProgramsIn(n8nFolder);
const databaseDriver = join(n8nFolder, 'node_modules/sqlite3/build/Release/node_sqlite3.node');

export function packagesFit(folder, manifestFolder = folder) {
	const wanted = packagesOf(join(manifestFolder, 'package-lock.json'));
	// npm writes this list last, so an installation that was cut short has none.
	const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	const nothingElse = Object.keys(present).every((path) => path in wanted);
	const nothingMissing = Object.entries(wanted).every(([path, package_]) => {
		if (path === '') return true;
		return path in present
			? present[path].version === package_.version
			: package_.optional || package_.devOptional;
	});
	return nothingElse && nothingMissing;
}

function packagesOf(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : undefined;
}

export function n8nIsInstalled() {
	return (
		existsSync(n8nPrograms.node) &&
		existsSync(databaseDriver) &&
		packagesFit(n8nFolder, n8nManifestFolder)
	);
}

const compilerPrograms = [
	{ name: 'Python 3', commands: ['python3', 'python'] },
	{ name: 'make', commands: ['make', 'gmake'] },
	{ name: 'a C++ compiler', commands: ['c++', 'g++', 'clang++'] },
];

export function checkCompiler() {
	if (process.platform === 'win32' || n8nIsInstalled()) return;
	const missing = compilerPrograms
		.filter(({ commands }) => !commands.some(isOnPath))
		.map(({ name }) => name);
	if (missing.length === 0) return;
	const list = new Intl.ListFormat('en').format(missing);
	const advice =
		process.platform === 'darwin'
			? 'run "xcode-select --install"'
			: 'install what is missing (Debian and Ubuntu: "sudo apt-get install python3 make g++")';
	throw new Problem(
		`Installing n8n compiles its database driver, and this machine lacks ${list}: ${advice} and start again.`,
	);
}

function isOnPath(command) {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => {
		const file = join(folder, command);
		try {
			accessSync(file, constants.X_OK);
			return statSync(file).isFile();
		} catch {
			return false;
		}
	});
}

export function installProject(context) {
	return runNpm(['ci', '--no-audit', '--no-fund'], {
		...context,
		folder: projectFolder,
		what: "Installing the project's packages",
		advice: 'check the network connection and the free disk space, and start again',
	});
}

export async function installN8n(context) {
	const step = { ...context, folder: n8nFolder, what: 'Installing n8n' };
	if (!packagesFit(n8nFolder, n8nManifestFolder)) {
		mkdirSync(n8nFolder, { recursive: true });
		for (const file of ['package.json', 'package-lock.json']) {
			copyFileSync(join(n8nManifestFolder, file), join(n8nFolder, file));
		}
		await runNpm(['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
			...step,
			advice:
				'check the network connection and the free disk space (n8n takes 2.5 GB), and start again',
		});
	}
	await runNpm(['rebuild', 'node', 'sqlite3', '--ignore-scripts=false'], {
		...step,
		environment: quickCompilation(),
		what: "Unpacking Node.js and compiling n8n's database driver",
		advice: 'check that Python 3, make and a C++ compiler work, and start again',
	});
	if (!n8nIsInstalled()) {
		throw new Problem(
			`The installation of n8n is not complete: delete ${relative(projectFolder, n8nFolder)} and start again (details: ${context.log.path}).`,
		);
	}
}

/** The playground's database is small, and compiling its driver for the highest speed takes half a minute more. */
const quickCompilation = () =>
	Object.fromEntries(
		['CFLAGS', 'CXXFLAGS'].map((name) => [name, `-O1 ${process.env[name] ?? ''}`.trim()]),
	);

export async function runNpm(npmArguments, { folder, what, advice, log, stopping, environment }) {
	try {
		await runProgram(
			{
				...npmProgram(npmArguments),
				folder,
				environment: { ...environmentForNpm(), ...environment },
				onLine: (line) => log.write('npm', line),
			},
			stopping,
		);
	} catch (error) {
		if (stopping.aborted) throw error;
		log.write('npm', String(error));
		throw new Problem(`${what} failed: ${advice} (details: ${log.path}).`);
	}
}

/** `npm start` hands its own settings down, among them the project's "run no install scripts". */
function environmentForNpm() {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				!/^npm_(package|lifecycle|command|config_(local_prefix|ignore_scripts))/i.test(name),
		),
	);
}
