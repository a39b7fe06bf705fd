// Usage: node .ci/installN8n.mjs
//
// Installs the n8n of the playground where it is not there yet, so that this can go on beside something else. Needs
// nothing that is installed.

import { installN8n, n8nIsInstalled } from '../playground/base/installation.mjs';
import { openLog } from '../playground/base/log.mjs';

const started = Date.now();
if (!n8nIsInstalled()) {
	const log = openLog('ci-install');
	await installN8n({ log, stopping: new AbortController().signal }).finally(() => log.close());
}
console.log(`n8n is there after ${Math.round((Date.now() - started) / 1000)} s.`);
