import { createWriteStream, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { playgroundFolder, projectFolder } from './folders.mjs';

export function openLog(name) {
	mkdirSync(playgroundFolder, { recursive: true });
	const file = join(playgroundFolder, `${name}.log`);
	const stream = createWriteStream(file);
	return {
		path: relative(projectFolder, file),
		write(source, line) {
			if (!stream.writableEnded) {
				stream.write(`${new Date().toISOString().slice(11, 23)} ${source.padEnd(8)} ${line}\n`);
			}
		},
		close: () => new Promise((resolve) => stream.end(resolve)),
	};
}
