import { providerNames } from '../sandbox/provider.js';
import type { InstallationContext } from './base/installation.mjs';
import { Problem } from './base/problem.mjs';
import { checkExample, describeCheck, inOrder, type CheckedExample } from './check.mjs';
import { startPlayground, type Playground } from './playground.mjs';
import { step } from './steps.mjs';

export interface Options extends InstallationContext {
	check: boolean;
	/** Of the editor. */
	port?: number;
}

const usualPort = 5678;

/** What `npm start` does once the project's own packages are there. @returns the exit code @throws Problem */
export async function main(options: Options): Promise<number> {
	return options.check ? await check(options) : await keepRunning(options);
}

async function keepRunning({ port = usualPort, log, stopping }: Options): Promise<number> {
	const playground = await startPlayground({
		name: 'home',
		fresh: false,
		port,
		anyPort: false,
		editor: true,
		log,
		stopping,
	});
	console.log(describe(playground, log.path));
	const outcome = await Promise.race([
		interrupted(stopping),
		playground.n8n.ended.then(() => 'ended' as const),
	]);
	await playground.stop();
	if (outcome === 'ended') {
		throw new Problem(`n8n ended by itself: read the last lines of ${log.path} and start again.`);
	}
	console.log('Stopped.');
	return 0;
}

function describe({ n8n, owner, sandbox }: Playground, logPath: string): string {
	const addresses = providerNames.map((name) => `  ${name.padEnd(10)} ${sandbox.addresses[name]}`);
	return `
Open ${n8n.address} in the browser.

  E-mail     ${owner.email}
  Password   ${owner.password}

The providers are simulated on this machine; nothing here reaches a real one:

${addresses.join('\n')}

What they are asked is logged in ${logPath}. Ctrl-C stops everything.
`;
}

function interrupted(stopping: AbortSignal): Promise<'interrupted'> {
	return new Promise((resolve) => {
		const settle = () => resolve('interrupted');
		if (stopping.aborted) settle();
		stopping.addEventListener('abort', settle, { once: true });
	});
}

async function check({ port = usualPort, log, stopping }: Options): Promise<number> {
	const playground = await startPlayground({
		name: 'check',
		fresh: true,
		port,
		anyPort: true,
		editor: false,
		log,
		stopping,
	});
	try {
		const { rest, sandbox, examples } = playground;
		const checked = await step('Run the example workflows', async (say) => {
			const results: CheckedExample[] = [];
			for (const example of inOrder(examples)) {
				say(example.file);
				results.push(await checkExample({ rest, sandbox, stopping }, example));
			}
			say(`${results.length} run`);
			return results;
		});
		console.log(`\n${describeCheck(checked)}`);
		return checked.length > 0 && checked.every(({ failure }) => failure === undefined) ? 0 : 1;
	} finally {
		await playground.stop();
	}
}
