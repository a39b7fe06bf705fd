import { parseArgs } from 'node:util';
import { providerNames, startSandbox } from './index.js';

const usage = `npm run sandbox -- [--port-base N] [--quiet]

  --port-base N   control listens on N, the providers on the ports after it (default 4100)
  --quiet         no line per request
`;

function readOptions(): { portBase: number; quiet: boolean } | undefined {
	try {
		const { values } = parseArgs({
			options: {
				'port-base': { type: 'string', default: '4100' },
				quiet: { type: 'boolean', default: false },
			},
		});
		const portBase = Number(values['port-base']);
		const valid =
			Number.isInteger(portBase) && portBase >= 1024 && portBase + providerNames.length <= 65_535;
		return valid ? { portBase, quiet: values.quiet } : undefined;
	} catch {
		return undefined;
	}
}

const options = readOptions();
if (options === undefined) {
	process.stderr.write(usage);
	process.exit(2);
}

const sandbox = await startSandbox({
	portBase: options.portBase,
	log: options.quiet ? undefined : (line) => process.stdout.write(`${line}\n`),
}).catch((error: NodeJS.ErrnoException) => {
	const reason =
		error.code === 'EADDRINUSE'
			? `Ports ${options.portBase} to ${options.portBase + providerNames.length} are not all free; choose others with --port-base.`
			: error.message;
	process.stderr.write(`The sandbox could not start. ${reason}\n`);
	return process.exit(1);
});

process.stdout.write('The sandbox is a simulator. Nothing here reaches a real provider.\n');
for (const name of providerNames) {
	process.stdout.write(`${name.padEnd(10)} ${sandbox.addresses[name]}\n`);
}
process.stdout.write(`${'control'.padEnd(10)} ${sandbox.controlAddress}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		void sandbox.stop().then(() => process.exit(0));
	});
}
