import { makeFolder, project, removeFolder, runNodeProgram } from '../support/scratch.cjs';

/** The check of who may import whom, which `npm run lint` does, finds what it is there to find. */

const tool = `${project}/node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
const config = `${project}/.dependency-cruiser.cjs`;

interface Report {
	summary: { violations: Array<{ from: string; to: string; rule: { name: string } }> };
}

/** `type ./path` is an import of a type. */
const imported = (target: string) =>
	target.startsWith('type ')
		? `import type { Name } from '${target.slice('type '.length)}';\nexport type Own = Name;\n`
		: `import '${target}';\n`;

/** File by file, what it imports and the rule that this breaks; without a rule the import is allowed. */
const trees: Array<[file: string, imports: string, breaks?: string]> = [
	['nodes/SipTrunk/http/pages.ts', '../form/words', 'http-knows-no-room-above-it'],
	[
		'nodes/SipTrunk/validation/text.ts',
		'../contract/provider',
		'validation-knows-no-room-above-it',
	],
	['nodes/SipTrunk/run/execute.ts', '../SipTrunk.node', 'run-knows-no-room-above-it'],
	['nodes/SipTrunk/form/order.ts', '../http/request'],
	['nodes/SipTrunk/providers/acme/trunk.ts', '../other/api', 'no-provider-knows-another'],
	['nodes/SipTrunk/providers/acme/api.ts', '../registry', 'no-provider-knows-another'],
	['nodes/SipTrunk/providers/acme/index.ts', './list'],
	['sandbox/providers/acme/index.ts', '../other/state', 'no-provider-knows-another'],
	['facts/providers/acme.ts', './other', 'no-provider-knows-another'],
	['facts/providers/acme/pickers.ts', '../../../sandbox/providers/acme/index'],
	['nodes/SipTrunk/operations/crud.ts', '../helpers', 'every-file-of-the-node-has-a-room'],
	['nodes/SipTrunk/rows/trunk.ts', 'node:fs', 'the-node-knows-nothing-outside'],
	['nodes/SipTrunk/rows/dates.ts', '../../../sandbox/clock', 'the-node-knows-nothing-outside'],
	['nodes/SipTrunk/rows/identity.ts', 'node:crypto'],
	['nodes/SipTrunk/http/keys.ts', '../../../credentials/Acme', 'the-node-knows-no-credential'],
	['credentials/Other.ts', '../nodes/SipTrunk/http/authenticate'],
	['sandbox/host.ts', '../nodes/SipTrunk/http/client', 'sandbox-knows-no-other-room'],
	[
		'sandbox/index.ts',
		'../nodes/SipTrunk/providers/index',
		expect.stringMatching(/-as-types-only-/),
	],
	['sandbox/provider.ts', 'type ../nodes/SipTrunk/providers/index'],
	['test/acme.ts', './acme.test', 'nobody-knows-a-test'],
	['test/operations/rules.ts', '../../playground/main', expect.stringMatching(/^test-knows-/)],
	['docs/generator.ts', './gone', 'every-import-is-there'],
];

/** What is imported above, apart from `gone`. */
const targets = [
	'nodes/SipTrunk/form/words.ts',
	'nodes/SipTrunk/contract/provider.ts',
	'nodes/SipTrunk/SipTrunk.node.ts',
	'nodes/SipTrunk/http/request.ts',
	'nodes/SipTrunk/http/client.ts',
	'nodes/SipTrunk/http/authenticate.ts',
	'nodes/SipTrunk/providers/other/api.ts',
	'nodes/SipTrunk/providers/registry.ts',
	'nodes/SipTrunk/providers/index.ts',
	'nodes/SipTrunk/providers/acme/list.ts',
	'nodes/SipTrunk/helpers.ts',
	'credentials/Acme.ts',
	'sandbox/providers/other/state.ts',
	'facts/providers/other.ts',
	'sandbox/clock.ts',
	'playground/main.ts',
	'test/acme.test.ts',
];

const circle = [
	['bench/first.ts', './second'],
	['bench/second.ts', './first'],
];

let folder: string;

beforeAll(() => {
	folder = makeFolder(
		Object.fromEntries([
			...targets.map((path) => [path, 'export {};\n'] as const),
			...[...trees, ...circle].map(([path, target]) => [path, imported(target)] as const),
		]),
	);
});

afterAll(() => removeFolder(folder));

it('finds every import that a room forbids, and no other', () => {
	const { stdout } = runNodeProgram(folder, tool, [
		...['--config', config, '--output-type', 'json'],
		...['nodes', 'credentials', 'sandbox', 'playground', 'bench', 'facts', 'test', 'docs'],
	]);
	const { violations } = (JSON.parse(stdout) as Report).summary;
	const brokenBy = (file: string) =>
		violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
	expect(trees.map(([file, target]) => [file, target, brokenBy(file)[0]])).toEqual(
		trees.map(([file, target, rule]) => [file, target, rule]),
	);
	// A circle is reported once, at one of its files.
	expect(circle.flatMap(([file]) => brokenBy(file))).toEqual(['no-circle']);
});
