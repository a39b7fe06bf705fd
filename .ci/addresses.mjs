// Usage: node .ci/addresses.mjs [--check]
//
// Lists every place that says where this project lives and who looks after it: file, line, what stands there. Until a
// person has set them, they hold addresses that nobody can register, because whoever owned an invented one could hand
// out another program under this name. With --check it ends with exit code 1 as long as one of them is not set, so
// that nothing is published under a name that is nobody's.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Nobody can register a name under this top-level domain: RFC 2606. */
const UNSET = /\.invalid\b/;

/** Who looks after it while nobody is named. */
const NOBODY = / contributors$/;

/** Says in a text where the address belongs once there is one. */
const MARK = 'The address of the repository belongs here';

const read = (path) => readFileSync(join(root, path), 'utf8');

const packageJson = JSON.parse(read('package.json'));
const nodeJson = JSON.parse(read('nodes/SipTrunk/SipTrunk.node.json'));
const documentation = Object.values(nodeJson.resources).flat();

/** The values that have to be set, each with the file that holds it. */
const values = [
	...['homepage', 'author.name', 'author.email', 'repository.url'].map((key) => {
		const value = key.split('.').reduce((part, name) => part[name], packageJson);
		return { path: 'package.json', value, isSet: !UNSET.test(value) && !NOBODY.test(value) };
	}),
	...documentation.map(({ url }) => ({
		path: 'nodes/SipTrunk/SipTrunk.node.json',
		value: url,
		isSet: url.startsWith(packageJson.homepage.replace(/#.*$/, '')),
	})),
];

const FOLDERS = ['.', '.github', 'credentials', 'docs', 'nodes', 'playground', 'sandbox'];

/** Texts that people read, and what the editor links to. */
const texts = FOLDERS.flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: folder !== '.', withFileTypes: true })
		.filter((entry) => entry.isFile() && /(?:\.(?:md|ts|yml)|^LICENSE)$/.test(entry.name))
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((path) => !path.includes('node_modules/')),
);

/** What to look for: in its own file a value, in every text each value of package.json and the mark. */
const searches = [
	...values.map(({ path, value, isSet }) => ({ path, text: JSON.stringify(value), isSet })),
	...texts.flatMap((path) => [
		{ path, text: MARK, isSet: false },
		...values
			.filter((known) => known.path === 'package.json')
			.map(({ value, isSet }) => ({ path, text: value, isSet })),
	]),
];

const places = new Map();
for (const { path, text, isSet } of searches) {
	read(path)
		.split('\n')
		.forEach((line, index) => {
			if (line.includes(text)) places.set(`${path}:${index + 1}`, { line: line.trim(), isSet });
		});
}

for (const [place, { line, isSet }] of places) {
	console.log(`${isSet ? 'set    ' : 'not set'}  ${place}  ${line}`);
}
if (process.argv.includes('--check') && [...places.values()].some(({ isSet }) => !isSet)) {
	console.error('Set what is not set: CONTRIBUTING.md says how, under "Publish".');
	process.exitCode = 1;
}
