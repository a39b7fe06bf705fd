'use strict';

// n8n's lint refuses programs and `process` in a .ts file.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

/** What `node .ci/addresses.mjs` prints and how it ends. */
module.exports.addresses = (...options) => {
	const script = join(__dirname, '..', '..', '.ci', 'addresses.mjs');
	const { status, stdout } = spawnSync(process.execPath, [script, ...options], {
		encoding: 'utf8',
	});
	return { status, lines: stdout.trim().split('\n') };
};
