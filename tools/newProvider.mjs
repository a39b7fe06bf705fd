/**
 * `npm run new-provider -- acme "Acme"`: writes a provider that works, with trunks of an invented API. Then change what
 * differs. The files stand in `tools/newProvider/`, each at its place in the repository.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const project = fileURLToPath(new URL('..', import.meta.url));
const templates = fileURLToPath(new URL('newProvider', import.meta.url));

const usage = `npm run new-provider -- <name> "<display name>"

  name           as it stands in workflows and file names: letters and digits, as acme or acmeVoice
  display name   as people read it: "Acme Voice"
`;

/** Lists that have an entry for every provider: \`import { acme } from './acme'\` and \`acme\` in one object. */
const lists = [
	{ file: 'nodes/SipTrunk/providers/index.ts', from: './' },
	{ file: 'sandbox/providers/index.ts', from: './' },
	{ file: 'facts/index.ts', from: './providers/' },
];

const pathIn = (path) => join(project, path);

function readArguments() {
	const [value, name, ...more] = process.argv.slice(2);
	const isNamed = /^[a-z][a-zA-Z0-9]*$/.test(value ?? '') && /^[\w .-]+$/.test(name ?? '');
	if (!isNamed || more.length > 0) return undefined;
	return { value, name: name.trim() };
}

const compare = (one, other) => one.localeCompare(other, 'en', { sensitivity: 'base' });

/** The text of a list with one more entry, in the order of the alphabet. */
function withEntry(text, value, from) {
	const imports = [...text.matchAll(/^import \{ (\w+) \} from '(\.\/[^']*)';\n/gm)].filter(
		([, name, path]) => path === `${from}${name}`,
	);
	const names = imports.map(([, name]) => name);
	const all = [...names, value].sort(compare);
	const lines = all.map((name) => `import { ${name} } from '${from}${name}';\n`);
	const entries = new RegExp(`\\{\\s*${names.join(',\\s*')},?\\s*\\}`);
	const [object] = text.match(entries) ?? [];
	if (names.length === 0 || object === undefined)
		throw new Error('The list of providers has another form.');
	const [first, ...others] = imports.map(([line]) => line);
	const withImports = others
		.reduce((result, line) => result.replace(line, ''), text)
		.replace(first, lines.join(''));
	return withImports.replace(object, `{ ${all.join(', ')} }`);
}

const formatted = async (path, text) =>
	path.endsWith('.ts')
		? await format(text, { ...(await resolveConfig(pathIn(path))), filepath: path })
		: text;

async function write(path, text) {
	mkdirSync(dirname(pathIn(path)), { recursive: true });
	writeFileSync(pathIn(path), await formatted(path, text));
	console.log(`  ${path}`);
}

/** Every file of the skeleton by its path, with the names filled in. */
function skeleton({ value, name }) {
	const fill = (text) =>
		text
			.replaceAll('__value__', value)
			.replaceAll('__Value__', `${value[0].toUpperCase()}${value.slice(1)}`)
			.replaceAll('__host__', value.toLowerCase())
			.replaceAll('__name__', name);
	return readdirSync(templates, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
		.map((file) => ({
			path: fill(relative(templates, file).replace(/\.txt$/, '')),
			text: fill(readFileSync(file, 'utf8')),
		}));
}

const given = readArguments();
if (given === undefined) {
	process.stderr.write(usage);
	process.exit(2);
}
const files = skeleton(given);
const present = files.filter(({ path }) => existsSync(pathIn(path)));
if (present.length > 0) {
	process.stderr.write(
		`There is something already:\n${present.map(({ path }) => `  ${path}\n`).join('')}`,
	);
	process.exit(1);
}

console.log(`Files of ${given.name}:`);
for (const { path, text } of files) await write(path, text);
console.log('One line more in:');
for (const { file, from } of lists) {
	await write(file, withEntry(readFileSync(pathIn(file), 'utf8'), given.value, from));
}
console.log('Made from the tables:');
const docs = spawnSync(process.execPath, ['--import', 'tsx', 'docs/generate.mts'], {
	cwd: project,
	stdio: 'inherit',
});
if (docs.status !== 0) process.exit(docs.status ?? 1);
console.log(`
${given.name} works now, with an API that does not exist: npm start. Next, file by file, put in what its documentation says.
What is left to look at is in CONTRIBUTING.md, "Add a provider".`);
