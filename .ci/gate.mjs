// Usage: node .ci/gate.mjs [package folder]
//
// Checks the package the way n8n's own scanner (@n8n/scan-community-package) checks it after
// publishing, but before: the sources and the packed tarball are linted with inline disables
// switched off, and the tarball is searched for what must and must not be in it. Every finding is
// one line on stderr; any finding, also a lint warning, ends in exit code 1.
// Without a folder it checks the repository that this file belongs to.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';

const MAXIMUM_PACKED_BYTES = 280_000;

const SOURCE_PATTERNS = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
const TARBALL_PATTERNS = ['package.json', '**/*.js'];

/** File names that must not be in the tarball, each with the word the finding uses for it. */
const UNWANTED_FILES = [
	['TypeScript build info', /\.tsbuildinfo$/],
	['source map', /\.map$/],
	['test file', /(^|\/)(tests?|__tests__)\/|\.(test|spec)\.[^/]+$/],
];

const ICON_REFERENCE = /(['"])file:(.+?)\1/g;

const SOURCE_MAP_COMMENT = /^\/\/# sourceMappingURL=/m;

/** Rules that n8n's scanner switches off because they do not fit community nodes. */
const CREDENTIAL_RULES_LEFT_OUT = [
	'n8n-nodes-base/cred-class-field-documentation-url-miscased',
	'n8n-nodes-base/cred-class-field-type-options-password-missing',
];
const NODE_RULES_LEFT_OUT = [
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node',
	'n8n-nodes-base/node-class-description-outputs-wrong',
	'n8n-nodes-base/node-param-type-options-max-value-present',
];

// The plug-ins are n8n-node's dependencies, not this package's: taking them from there keeps this
// gate and `npm run lint` on the same versions.
const requireFromNodeCli = createRequire(import.meta.resolve('@n8n/node-cli/eslint'));
const importFromNodeCli = (name) => import(pathToFileURL(requireFromNodeCli.resolve(name)));

const switchedOff = (rules) => Object.fromEntries(rules.map((rule) => [rule, 'off']));

/** The flat ESLint configuration of n8n's scanner. */
async function scannerConfiguration() {
	const [{ n8nCommunityNodesPlugin }, { default: nodesBase }, { parser }] = await Promise.all([
		importFromNodeCli('@n8n/eslint-plugin-community-nodes'),
		importFromNodeCli('eslint-plugin-n8n-nodes-base'),
		importFromNodeCli('typescript-eslint'),
	]);
	return defineConfig(
		n8nCommunityNodesPlugin.configs.recommended,
		{ plugins: { 'n8n-nodes-base': nodesBase }, rules: { 'no-console': 'error' } },
		{ files: ['package.json'], rules: nodesBase.configs.community.rules },
		{
			files: ['**/credentials/**/*.ts'],
			rules: {
				...nodesBase.configs.credentials.rules,
				...switchedOff(CREDENTIAL_RULES_LEFT_OUT),
			},
		},
		{
			files: ['**/nodes/**/*.ts'],
			rules: { ...nodesBase.configs.nodes.rules, ...switchedOff(NODE_RULES_LEFT_OUT) },
		},
		{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
	);
}

/**
 * Lints the files of one folder that match the patterns.
 *
 * @returns the number of files linted and the findings, `path:line:column message (rule)` each
 */
async function lint(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await scannerConfiguration(),
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	const findings = results.flatMap(({ filePath, messages }) =>
		messages.map(({ line = 0, column = 0, message, ruleId }) => {
			const path = relativePath(folder, filePath);
			return `${path}:${line}:${column} ${message.replace(/\s+/g, ' ')} (${ruleId ?? 'eslint'})`;
		}),
	);
	return { files: results.length, findings };
}

/**
 * Runs a command in a folder and waits for it.
 *
 * @throws Error with the command's own words if it cannot be started or does not end with 0
 */
function run(command, commandArguments, folder) {
	const result = spawnSync(command, commandArguments, {
		cwd: folder,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	if (result.status === 0) return;
	const words = result.error?.message ?? `${result.stdout}${result.stderr}`.trim();
	throw new Error(`${command} ${commandArguments.join(' ')} failed in ${folder}:\n${words}`);
}

/** Packs the package into the temporary folder and unpacks it there, as npm would for a user. */
function pack(packageFolder, temporaryFolder) {
	run('npm', ['pack', '--ignore-scripts', '--pack-destination', temporaryFolder], packageFolder);
	const tarball = readdirSync(temporaryFolder).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack wrote no tarball');
	run('tar', ['-xzf', tarball], temporaryFolder);
	return {
		packedBytes: statSync(join(temporaryFolder, tarball)).size,
		unpackedFolder: join(temporaryFolder, 'package'),
	};
}

function relativePath(folder, path) {
	return relative(folder, path).replaceAll(sep, '/');
}

/** The paths of all files under a folder, relative to it and with forward slashes, sorted. */
function filesUnder(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relativePath(folder, join(entry.parentPath, entry.name)))
		.sort();
}

/** The icon files that a packed script names, as paths in the tarball. */
function iconsOf(script, text) {
	return [...text.matchAll(ICON_REFERENCE)].map(([, , icon]) =>
		posix.join(posix.dirname(script), icon),
	);
}

/** What the lint cannot see: the size and the presence or absence of files. */
function inspect({ packedBytes, unpackedFolder }, files) {
	const read = (file) => readFileSync(join(unpackedFolder, file), 'utf8');
	const manifest = JSON.parse(read('package.json'));
	const registered = [...(manifest.n8n?.credentials ?? []), ...(manifest.n8n?.nodes ?? [])];
	const expected = new Set(['LICENSE', 'README.md', ...registered]);
	const findings = [];

	if (packedBytes > MAXIMUM_PACKED_BYTES) {
		findings.push(`the tarball has ${packedBytes} bytes, more than ${MAXIMUM_PACKED_BYTES}`);
	}
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		findings.push('package.json has dependencies; a community node must have none');
	}
	if (registered.length === 0) findings.push('package.json registers no node and no credential');
	for (const [kind, pattern] of UNWANTED_FILES) {
		for (const file of files.filter((name) => pattern.test(name))) {
			findings.push(`${file} must not be published (${kind})`);
		}
	}
	for (const script of files.filter((name) => name.endsWith('.js'))) {
		const text = read(script);
		if (SOURCE_MAP_COMMENT.test(text)) findings.push(`${script} refers to a source map`);
		if (registered.includes(script)) iconsOf(script, text).forEach((icon) => expected.add(icon));
	}
	for (const file of expected) {
		if (!files.includes(file)) findings.push(`${file} is missing from the tarball`);
	}
	return findings;
}

async function main(packageFolder) {
	if (!existsSync(join(packageFolder, 'dist'))) run('npm', ['run', 'build'], packageFolder);

	const temporaryFolder = mkdtempSync(join(tmpdir(), 'package-gate-'));
	try {
		const packed = pack(packageFolder, temporaryFolder);
		const files = filesUnder(packed.unpackedFolder);
		const source = await lint(packageFolder, SOURCE_PATTERNS);
		const tarball = await lint(packed.unpackedFolder, TARBALL_PATTERNS);
		const findings = [
			...source.findings.map((finding) => `source: ${finding}`),
			...tarball.findings.map((finding) => `tarball: ${finding}`),
			...inspect(packed, files).map((finding) => `tarball: ${finding}`),
		];

		for (const finding of findings) console.error(finding);
		const size = (packed.packedBytes / 1000).toFixed(1);
		const maximum = MAXIMUM_PACKED_BYTES / 1000;
		console.log(
			`gate ${findings.length === 0 ? 'passed' : 'FAILED'}, findings: ${findings.length}; ` +
				`linted ${source.files} source files and ${tarball.files} packed files; ` +
				`tarball of ${files.length} files, ${size} kB packed (at most ${maximum} kB)`,
		);
		return findings.length === 0;
	} finally {
		rmSync(temporaryFolder, { recursive: true, force: true });
	}
}

const repository = fileURLToPath(new URL('..', import.meta.url));
try {
	const passed = await main(resolve(process.argv[2] ?? repository));
	process.exitCode = passed ? 0 : 1;
} catch (error) {
	console.error(`gate could not run: ${error.message}`);
	process.exitCode = 1;
}
