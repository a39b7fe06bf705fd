/**
 * `npm run check:new-provider`: adds a provider to a copy of this repository with `npm run new-provider`, and does with
 * the copy what has to pass before a change is accepted: types, lint, build, and the tests as far as they concern it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'sip-trunk-new-provider-'));

/** What is made anew, or belongs to this folder alone. */
const left = ['node_modules', '.git', 'dist', '.playground', 'coverage'];

/** In two words, so that a name is not taken for one word anywhere. */
const [value, name] = ['acmeVoice', 'Acme Voice'];

const modules = (program) => join('node_modules', program);
const tests = [
	`test/operations/${value}`,
	`test/sandbox/${value}`,
	'test/sandbox/(calls|control|faults)',
	'test/operations/(choices|completeness|credentials|errors|passwords|phoneNumbers|pickers)',
	'test/package',
	'test/properties/(faults|parameters)',
];
const randomRuns = { FUZZ_ONLY: value, FUZZ_RUNS: '100' };

const steps = [
	['new-provider', ['tools/newProvider.mjs', value, name]],
	['types', [modules('typescript/bin/tsc'), '--noEmit', '-p', '.']],
	['types of the tests', [modules('typescript/bin/tsc'), '--noEmit', '-p', 'test/tsconfig.json']],
	['lint', [modules('@n8n/node-cli/bin/n8n-node.mjs'), 'lint']],
	[
		'rooms',
		[
			modules('dependency-cruiser/bin/dependency-cruise.mjs'),
			...['nodes', 'credentials', 'sandbox', 'facts', 'playground', 'bench', 'test', 'docs'],
		],
	],
	['build', [modules('@n8n/node-cli/bin/n8n-node.mjs'), 'build']],
	['form', ['tools/writeForm.mjs']],
	['tests', [modules('jest/bin/jest.js'), '--ci', '--testPathPatterns', ...tests], randomRuns],
];

function run() {
	cpSync(project, copy, {
		recursive: true,
		filter: (path) => !left.includes(relative(project, path)),
	});
	symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
	for (const [step, program, environment = {}] of steps) {
		console.log(`\n--- ${step}`);
		const { status } = spawnSync(process.execPath, program, {
			cwd: copy,
			stdio: 'inherit',
			env: { ...process.env, ...environment },
		});
		if (status !== 0) {
			console.error(`\nA new provider does not pass: ${step}`);
			return 1;
		}
	}
	console.log('\nA new provider passes.');
	return 0;
}

try {
	process.exitCode = run();
} finally {
	rmSync(copy, { recursive: true, force: true });
}
