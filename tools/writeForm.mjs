/**
 * A part of `npm run build`: puts the finished form in the place of the file that makes it.
 *
 * n8n reads the form of every node when it starts. Made from the tables, it takes all files of all providers; as it
 * stands in `form.json`, one. Without this step (`npm run dev`) the node works in the same way and is read more slowly.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../dist/nodes/SipTrunk/form/', import.meta.url));
const { form } = createRequire(folder)('./form.js');

writeFileSync(
	`${folder}form.json`,
	JSON.stringify(form, (key, value) => {
		if (typeof value === 'function')
			throw new Error(`"${key}" of the form is a function, which JSON cannot hold.`);
		return value;
	}),
);
writeFileSync(
	`${folder}form.js`,
	`"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.form = require("./form.json");
`,
);
