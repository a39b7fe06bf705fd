import type { PackageDirectoryLoader } from 'n8n-core';
import type { IDataObject, INodeCredentialTestResult, INodeListSearchResult } from 'n8n-workflow';
import { testCredentialOf } from './credentialTest';
import { listSearchOf } from './listSearch';
import type { ListSearchOptions } from './listSearch';
import { loadPackageIn } from './loadedPackage';
import { runNodeOf } from './runNode';
import type { Run, RunOptions } from './runNode';

export type { CredentialData } from './credentialStore';
export type { ListSearchOptions } from './listSearch';
export type { Run, RunOptions } from './runNode';

/** One node of one built package, in n8n's own engine. */
export interface Engine {
	/** The package as n8n loads it, once per test file. */
	loadPackage(): Promise<PackageDirectoryLoader>;
	/** Runs the node in a workflow. A failing node does not reject; see `Run.error`. */
	runNode(options: RunOptions): Promise<Run>;
	/** Asks for a picker's choices. Rejects with what the node's method throws. */
	listSearch(methodName: string, options: ListSearchOptions): Promise<INodeListSearchResult>;
	/** Tests a credential as n8n does when it is saved. */
	testCredential(typeName: string, data: IDataObject): Promise<INodeCredentialTestResult>;
}

/** `root`: the absolute path of the folder with the package's `package.json`. */
export function engineFor(root: string, nodeName: string): Engine {
	const loadPackage = async () => await loadPackageIn(root);
	return {
		loadPackage,
		runNode: async (options) => await runNodeOf(await loadPackage(), nodeName, options),
		listSearch: async (methodName, options) =>
			await listSearchOf(await loadPackage(), nodeName, methodName, options),
		testCredential: async (typeName, data) =>
			await testCredentialOf(await loadPackage(), typeName, data),
	};
}

/** The folder of a `package.json` that `require.resolve` found. */
export function folderOf(packageJson: string): string {
	return packageJson.replace(/[\\/]package\.json$/, '');
}

const root = folderOf(require.resolve('../../package.json'));

/** The SIP Trunk node of this package, as built in `dist`. */
const engine = engineFor(root, 'sipTrunk');
export const { loadPackage, testCredential } = engine;

export async function runNode(options: RunOptions): Promise<Run> {
	if (!options.sameProcess) await forgetAll();
	return await engine.runNode(options);
}

export async function listSearch(
	methodName: string,
	options: ListSearchOptions,
): Promise<INodeListSearchResult> {
	if (!options.sameProcess) await forgetAll();
	return await engine.listSearch(methodName, options);
}

/** What the built node knows from earlier calls of the same process. */
async function forgetAll(): Promise<void> {
	await loadPackage();
	const run = `${root}/dist/nodes/SipTrunk/run`;
	const { confirmedCredentials } = (await import(
		`${run}/confirmedCredentials.js`
	)) as typeof import('../../nodes/SipTrunk/run/confirmedCredentials');
	const { recentReadings } = (await import(
		`${run}/pickers.js`
	)) as typeof import('../../nodes/SipTrunk/run/pickers');
	confirmedCredentials.clear();
	recentReadings.forgetAll();
}
