import type { CredentialTypeName } from '../sandbox/credentials.js';
import { providers } from '../nodes/SipTrunk/providers/index.js';
import type { InstallationContext } from './base/installation.mjs';
import { Problem } from './base/problem.mjs';
import { credentialNames } from './credentials.mjs';
import { checkExample, describeCheck, inOrder, type CheckedExample } from './check.mjs';
import { loadExamples, type Example } from './examples.mjs';
import { startPlayground, type Playground } from './playground.mjs';
import { step } from './steps.mjs';

export interface Options extends InstallationContext {
	check: boolean;
	/** Of the editor; default: 5678, or with `check` any that is free. */
	port?: number;
	/** With `check`: only the examples with this in their file name. */
	only?: string;
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

/** The example that a newcomer opens first. */
const firstExample = 'new-customer-twilio.json';

function describe({ n8n, owner, sandbox, examples }: Playground, logPath: string): string {
	const first = examples.find(({ file }) => file === firstExample)?.workflow;
	const credentials = providers.map(
		({ value, credentialType }) =>
			`  ${credentialNames[credentialType as CredentialTypeName].name.padEnd(22)}${sandbox.addresses[value]}`,
	);
	return `
Start with "${first?.name}": open this address, sign in, and press Execute workflow.

  ${n8n.address}/workflow/${first?.id}

  E-mail     ${owner.email}
  Password   ${owner.password}

All ${examples.length} examples: ${n8n.address}/home/workflows

The providers are simulated on this machine; nothing here reaches a real one.
n8n has a credential for each of them already:

${credentials.join('\n')}

Their accounts are fresh at every start. To begin anew in between:

  curl -X POST ${sandbox.controlAddress}/reset

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

async function check({ port, only = '', log, stopping }: Options): Promise<number> {
	const isWanted = ({ file }: Example) => file.includes(only);
	if (!loadExamples().some(isWanted)) {
		throw new Problem(`No file of examples/ has "${only}" in its name.`);
	}
	const playground = await startPlayground({
		name: 'check',
		fresh: true,
		port,
		editor: false,
		log,
		stopping,
	});
	try {
		const { rest, sandbox, platforms, examples } = playground;
		const checked = await step('Run the example workflows', async (say) => {
			const results: CheckedExample[] = [];
			for (const example of inOrder(examples.filter(isWanted))) {
				say(example.file);
				results.push(await checkExample({ rest, sandbox, platforms, stopping }, example));
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
