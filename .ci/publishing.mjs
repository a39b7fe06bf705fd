// Usage: node .ci/publishing.mjs
//
// A dry run of publishing: what `npm publish` would send, and whether the workflow that sends it would take the tag of
// this version and sign where the package was made. Needs the built package; sends nothing. Every finding is one line
// on stderr; any finding ends in exit code 1.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const textOf = (path) => readFileSync(join(folder, path), 'utf8');
const manifest = JSON.parse(textOf('package.json'));
const workflow = textOf('.github/workflows/publish.yml');

/** What npm would send. npm writes warnings to stderr, and the JSON alone to stdout. */
function dryRun() {
	const { status, stdout, stderr } = spawnSync(
		'npm',
		['publish', '--dry-run', '--ignore-scripts', '--json'],
		{ cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
	);
	if (status !== 0) throw new Error(`npm publish --dry-run failed:\n${stderr}`);
	const answer = JSON.parse(stdout.slice(stdout.indexOf('{')));
	return answer.files ? answer : answer[manifest.name];
}

/** A glob of GitHub's tag filters as far as publish.yml uses them, as a regular expression. */
const tagPattern = (glob) => new RegExp(`^${glob.replaceAll('.', '\\.')}$`);

function findings({ name, version, files }) {
	const paths = new Set(files.map(({ path }) => path));
	const mustBeThere = [
		'package.json',
		'README.md',
		'LICENSE',
		...manifest.n8n.nodes,
		...manifest.n8n.credentials,
	];
	const [, tags = ''] = /tags:\s*\n\s*- '([^']+)'/.exec(workflow) ?? [];
	return [
		[
			name === manifest.name && version === manifest.version,
			`npm would publish ${name}@${version}`,
		],
		[manifest.private === undefined, 'package.json says "private"'],
		[manifest.dependencies === undefined, 'package.json has run-time dependencies'],
		[manifest.keywords.includes('n8n-community-node-package'), 'n8n would not find the package'],
		[typeof manifest.repository?.url === 'string', 'without "repository" npm signs nothing'],
		[tagPattern(tags).test(version), `publish.yml takes no tag ${version}`],
		[workflow.includes('npm publish --provenance'), 'publish.yml signs nothing'],
		[/id-token: write/.test(workflow), 'publish.yml may not sign'],
		...mustBeThere.map((path) => [paths.has(path), `${path} would not be published`]),
		...[...paths].map((path) => [
			/^(dist\/(nodes|credentials|icons)\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(
				path,
			),
			`${path} would be published`,
		]),
	]
		.filter(([isRight]) => !isRight)
		.map(([, finding]) => finding);
}

const planned = dryRun();
const found = findings(planned);
for (const finding of found) console.error(finding);
if (found.length > 0) process.exit(1);
console.log(
	`npm would publish ${planned.name}@${planned.version}: ${planned.files.length} files, ${Math.round(planned.size / 1000)} kB packed`,
);
