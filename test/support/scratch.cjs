/** Folders that exist for one test, and programs that run in them. */
const { spawnSync } = require('node:child_process');
const {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, relative, resolve } = require('node:path');

const project = join(__dirname, '../..');
exports.project = project;

/** What is made anew, or belongs to this folder alone. */
const left = ['node_modules', '.git', 'dist', '.playground', 'coverage'];

exports.copyProject = () => {
	const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-test-'));
	cpSync(project, folder, {
		recursive: true,
		filter: (path) => !left.includes(relative(project, path)),
	});
	symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
	return folder;
};

exports.textsOf = (folder) =>
	Object.fromEntries(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
			.map((file) => [relative(folder, file), readFileSync(file, 'utf8')]),
	);

exports.makeFolder = (files) => {
	const folder = mkdtempSync(join(tmpdir(), 'sip-trunk-test-'));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
};

exports.removeFolder = (folder) => rmSync(folder, { recursive: true, force: true });

exports.runNodeProgram = (folder, program, args) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
		cwd: resolve(project, folder),
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return { status, stdout, stderr };
};
