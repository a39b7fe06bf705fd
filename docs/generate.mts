/** `npm run docs`: writes everything that follows from the node's own tables. */
import { filesBelow, readText, removeFile, writeText } from './generator/files.cjs';
import { generated, PREVIEW_FOLDER } from './generator/index.js';

try {
	const files = generated(readText);
	const stale = filesBelow(PREVIEW_FOLDER).filter((path) => !files.has(path));
	const changed = [...files].filter(([path, text]) => readText(path) !== text);

	for (const path of stale) removeFile(path);
	for (const [path, text] of changed) writeText(path, text);
	for (const path of [...stale, ...changed.map(([path]) => path)]) console.log(path);
	console.log(`${files.size} files, ${changed.length} changed, ${stale.length} removed`);
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
