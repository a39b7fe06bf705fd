import { rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { userFolderOf } from '../base/folders.mjs';
import { installN8n, n8nIsInstalled, type InstallationContext } from '../base/installation.mjs';
import { isProblem, Problem } from '../base/problem.mjs';
import { checkExample, inOrder } from '../check.mjs';
import { startPlayground } from '../playground.mjs';
import { step } from '../steps.mjs';
import { installVersion, settingsOf } from './install.mjs';
import { OlderRest } from './olderRest.mjs';
import { describeResults, keepResult, readResults, type VersionResult } from './results.mjs';
import { wantedVersions, type WantedVersion } from './wanted.mjs';

export interface VersionOptions extends InstallationContext {
	/** Only this version of n8n, also where there is a result of it. */
	only?: string;
	/** All of them anew. */
	again: boolean;
}

const longestReason = 300;

/** `npm run check:versions`: every example in n8n's of several ages. @returns the exit code @throws Problem */
export async function checkVersions({ only, again, ...context }: VersionOptions): Promise<number> {
	const known = new Set(readResults().map(({ n8n }) => n8n));
	const chosen = wantedVersions.filter(({ n8n }) =>
		only === undefined ? again || !known.has(n8n) : n8n === only,
	);
	if (chosen.length === 0 && only !== undefined) {
		const names = wantedVersions.map(({ n8n }) => n8n).join(', ');
		throw new Problem(`n8n ${only} is none of the versions that are tried: ${names}.`);
	}
	// It takes long, and other work on the machine comes first.
	setPriority(constants.priority.PRIORITY_LOW);
	if (!n8nIsInstalled()) await step('Install n8n', async () => await installN8n(context));
	for (const [index, version] of chosen.entries()) {
		console.log(`\nn8n ${version.n8n}, ${index + 1} of ${chosen.length}`);
		keepResult(await tryVersion(version, context));
	}
	console.log(`\n${describeResults(readResults())}`);
	return 0;
}

async function tryVersion(
	version: WantedVersion,
	context: InstallationContext,
): Promise<VersionResult> {
	const { n8n, node } = version;
	const result: VersionResult = {
		n8n,
		node,
		loaded: false,
		passed: 0,
		failed: {},
		date: new Date().toISOString().slice(0, 10),
	};
	try {
		const programs = await step(
			`Install n8n ${n8n} with Node.js ${node}`,
			async () => await installVersion(version, context),
		);
		const name = `version-${n8n}`;
		const playground = await startPlayground({
			...context,
			name,
			fresh: true,
			editor: false,
			other: { programs, environment: settingsOf(n8n), rest: (address) => new OlderRest(address) },
		});
		try {
			await step('Run the example workflows', async (say) => {
				for (const example of inOrder(playground.examples)) {
					say(example.file);
					const { failure } = await checkExample({ ...playground, ...context }, example);
					if (failure === undefined) result.passed += 1;
					else result.failed[example.file] = failure.slice(0, longestReason);
				}
				say(`${result.passed} passed`);
			});
		} finally {
			await playground.stop();
			rmSync(userFolderOf(name), { recursive: true, force: true });
		}
		result.loaded = true;
	} catch (error) {
		context.stopping.throwIfAborted();
		if (!isProblem(error)) context.log.write('versions', (error as Error).stack ?? String(error));
		result.trouble = (error as Error).message.slice(0, longestReason);
	}
	return result;
}
