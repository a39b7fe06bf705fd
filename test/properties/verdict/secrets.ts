import { providerNames, type ProviderName } from '../../../sandbox/index';
import { simulators } from '../../../sandbox/providers';

/** The secrets of credentials and requests, in every form in which they might come out. */

/** The secrets of a provider's credential, as they are and as they travel. */
export function credentialSecrets(provider: ProviderName): string[] {
	const { secrets, authorization, ids } = simulators[provider].account;
	const own = secrets[0];
	const travelling = Object.values(authorization)
		.map((value) => value.replace(/^(?:Basic|Bearer) /, ''))
		.filter((value) => !(value in ids) && value !== own);
	return [own, ...travelling];
}

/** Those of all providers: none of them may show in any run. */
export const allCredentialSecrets = providerNames.flatMap(credentialSecrets);

const isPassword = (name: string) => /password/i.test(name);

/** The passwords that a request's body sends, in whatever field. */
export function passwordsIn(body: string): string[] {
	const found: string[] = [];
	const search = (value: unknown) => {
		if (value === null || typeof value !== 'object') return;
		for (const [name, entry] of Object.entries(value)) {
			if (isPassword(name) && typeof entry === 'string') found.push(entry);
			else search(entry);
		}
	};
	if (body.startsWith('{')) search(JSON.parse(body));
	else search(Object.fromEntries(new URLSearchParams(body)));
	return found;
}

/** A secret in every form in which it might come out. */
export const formsOf = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	new URLSearchParams([['', secret]]).toString().slice(1),
	JSON.stringify(secret).slice(1, -1),
];
