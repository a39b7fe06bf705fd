import { copyProject, removeFolder, runNodeProgram, textsOf } from '../support/scratch.cjs';

/**
 * What `npm run new-provider` writes. That it works is tried by `npm run check:new-provider`, which takes as long as all
 * tests together.
 */

/** The lists of providers. Everything else that changes is made by `npm run docs`. */
const LISTS = ['facts/index.ts', 'nodes/SipTrunk/providers/index.ts', 'sandbox/providers/index.ts'];

/** It copies the repository and makes the documents twice. */
const LONGEST_MS = 120_000;

const folders: string[] = [];
const copy = () => {
	const folder = copyProject();
	folders.push(folder);
	return folder;
};

afterAll(() => folders.forEach(removeFolder));

const add = (folder: string, ...names: string[]) =>
	runNodeProgram(folder, 'tools/newProvider.mjs', names);

it(
	'writes one line into each list of providers, and files of its own',
	() => {
		const folder = copy();
		const before = textsOf(folder);
		const { status, stderr } = add(folder, 'exampleVoice', 'Example Voice');
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

		const after = textsOf(folder);
		const isOwn = (path: string) => /exampleVoice/i.test(path);
		const made = Object.keys(after).filter((path) => !(path in before));
		expect(made.filter((path) => !isOwn(path))).toEqual([]);
		expect(
			made.filter((path) => path.startsWith('nodes/SipTrunk/providers/exampleVoice/')),
		).not.toEqual([]);
		const unfilled = made.filter((path) =>
			/__(?:value|Value|name|host)__/.test(path + after[path]),
		);
		expect(unfilled).toEqual([]);

		const changed = Object.keys(before).filter((path) => after[path] !== before[path]);
		const generated = changed.filter((path) => !LISTS.includes(path));
		expect(changed).toEqual(expect.arrayContaining(LISTS));
		for (const path of LISTS) {
			const lines = (text: string) =>
				text.split('\n').filter((line) => line.includes('exampleVoice'));
			expect(lines(before[path])).toEqual([]);
			expect(lines(after[path]).length).toBeLessThanOrEqual(2);
		}
		for (const path of generated) expect(path).toMatch(/\.(?:md|json)$/);

		// What is generated follows from the lists: made again, it is the same.
		const again = runNodeProgram(folder, 'node_modules/tsx/dist/cli.mjs', ['docs/generate.mts']);
		expect(again.status).toBe(0);
		expect(textsOf(folder)).toEqual(after);
	},
	LONGEST_MS,
);

it.each([
	{ names: [] },
	{ names: ['acme'] },
	{ names: ['Acme', 'Acme'] },
	{ names: ['acme-voice', 'Acme'] },
	{ names: ['acme', "Acme's"] },
	{ names: ['acme', 'Acme', 'more'] },
])('says how it is called: $names', ({ names }) => {
	const { status, stderr } = add('.', ...names);
	expect(status).toBe(2);
	expect(stderr).toContain('npm run new-provider -- <name> "<display name>"');
});

it('overwrites no provider', () => {
	const { status, stderr } = add('.', 'twilio', 'Twilio');
	expect(status).toBe(1);
	expect(stderr).toContain('nodes/SipTrunk/providers/twilio/index.ts');
});
