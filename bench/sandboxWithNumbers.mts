import { addTwilioNumbers } from '../playground/accounts.mjs';
import { startSandbox } from '../sandbox/index.js';

/** A simulated account with a free number for every customer: `--port-base N --numbers N`. */

const option = (name: string) => Number(process.argv[process.argv.indexOf(name) + 1]);

const phoneNumbers = Array.from(
	{ length: option('--numbers') },
	(_, index) => `+1555556${String(index + 1).padStart(4, '0')}`,
);

const sandbox = await startSandbox({
	portBase: option('--port-base'),
	furnish: (fresh) => addTwilioNumbers(fresh, phoneNumbers),
});
console.log(`control ${sandbox.controlAddress}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
