/** Folders that exist for one test, and programs that run in them. */
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

exports.project = join(__dirname, '../..');

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
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return { status, stdout, stderr };
};
