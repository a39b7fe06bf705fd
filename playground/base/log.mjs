import { createWriteStream, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import util from 'node:util';
import { playgroundFolder, projectFolder } from './folders.mjs';

export function openLog(name) {
	mkdirSync(playgroundFolder, { recursive: true });
	const file = join(playgroundFolder, `${name}.log`);
	const stream = createWriteStream(file);
	return {
		path: relative(projectFolder, file),
		write(source, line) {
			if (stream.writableEnded) return;
			const time = new Date().toISOString().slice(11, 23);
			stream.write(`${time} ${source.padEnd(8)} ${util.stripVTControlCharacters(line)}\n`);
		},
		close: () => new Promise((resolve) => stream.end(resolve)),
	};
}
