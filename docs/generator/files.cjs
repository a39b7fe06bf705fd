'use strict';

// The generator's modules and the test share this, because n8n's lint allows no file access in .ts files.
const {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');

const project = join(__dirname, '..', '..');

exports.readText = (path) => {
	const file = join(project, path);
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

exports.writeText = (path, text) => {
	const file = join(project, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
};

exports.removeFile = (path) => rmSync(join(project, path));

exports.exists = (path) => existsSync(join(project, path));

exports.filesBelow = (folder) => {
	const root = join(project, folder);
	if (!existsSync(root)) return [];
	return readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(project, join(entry.parentPath ?? entry.path, entry.name)))
		.map((path) => path.split(sep).join('/'))
		.sort();
};
