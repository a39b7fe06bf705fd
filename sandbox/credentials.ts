import { providerNames, simulators, type ProviderName } from './providers';

export type CredentialTypeName = `${ProviderName}SipTrunkApi`;

/** The data of the n8n credentials, one per provider, for a sandbox that listens on these addresses. */
export function sandboxCredentials(
	addresses: Record<ProviderName, string>,
): Record<CredentialTypeName, Record<string, string>> {
	const entries = providerNames.map((name) => [
		`${name}SipTrunkApi`,
		simulators[name].account.credential(addresses[name]),
	]);
	return Object.fromEntries(entries) as Record<CredentialTypeName, Record<string, string>>;
}

/** By this ID and name example workflows refer to the credential of a provider. */
export const storedCredential = ({ value, name }: { value: string; name: string }) => ({
	id: `sandbox${value[0].toUpperCase()}${value.slice(1)}0001`,
	name: `${name} (sandbox)`,
});

const accounts = providerNames.map((name) => simulators[name].account);

/** Values that must not appear in anything that the sandbox prints. */
export const secretValues: readonly string[] = accounts.flatMap(({ secrets }) => secrets);

/** Account ids in paths are printed as their names. */
export const accountIdLabels: ReadonlyArray<readonly [string, string]> = accounts.flatMap(
	({ ids }) => Object.entries(ids),
);
