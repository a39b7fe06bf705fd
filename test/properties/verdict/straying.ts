import { isSignedIn } from '../../../sandbox/account';
import { simulators } from '../../../sandbox/providers';
import type { Evidence } from './evidence';
import { allCredentialSecrets } from './secrets';

/** Requests that go to another place, or with another credential, than they should. */

/** Nothing reaches another host, and each request carries its own credential only. */
export function strayed({ choice, requests, elsewhere }: Evidence): string[] {
	const problems = elsewhere > 0 ? [`${elsewhere} requests followed a redirect`] : [];
	for (const { headers, url } of requests) {
		if (!isSignedIn(simulators[choice.provider.value].account, headers)) {
			problems.push(`a request without its credential: ${url}`);
		}
		if (allCredentialSecrets.some((secret) => url.includes(secret))) {
			problems.push(`a secret in an address: ${url}`);
		}
	}
	return problems;
}
