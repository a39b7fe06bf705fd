import { PackageDirectoryLoader } from 'n8n-core';
import { injectDomainRestrictionFields } from 'n8n-workflow';

const loadedPackages = new Map<string, Promise<PackageDirectoryLoader>>();

/**
 * The node package in `root`, loaded the way n8n loads an installed community package: the classes
 * that `package.json` names, with codex, icons and the fields n8n adds to every credential type.
 * Loads each package once per test file. Rejects when a named file has not been built.
 */
export async function loadPackageIn(root: string): Promise<PackageDirectoryLoader> {
	const known = loadedPackages.get(root);
	if (known) return await known;
	const loading = load(root);
	loadedPackages.set(root, loading);
	return await loading;
}

async function load(root: string): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(root);
	await loader.loadAll();
	for (const { type } of Object.values(loader.credentialTypes)) {
		type.properties = injectDomainRestrictionFields(type);
	}
	return loader;
}
