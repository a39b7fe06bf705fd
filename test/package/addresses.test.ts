import { author, homepage, repository } from '../../package.json';
import { resources } from '../../nodes/SipTrunk/SipTrunk.node.json';
import { addresses } from '../support/addresses.cjs';
import { loadPackage } from '../support/engine';
import type { Provider } from '../../nodes/SipTrunk/contract/provider';
import { providers } from '../operations/support';

/**
 * Where the project lives. Whoever owned an invented address could hand out another program to those who follow it, so
 * that as long as nobody has set the real one there are only addresses that nobody can own.
 */

const ofProject = [homepage, repository.url, author.email];
const isSet = !ofProject.some((address) => /\.invalid\b/.test(address));

it('is said by real addresses, or by such as nobody can register', () => {
	if (isSet) {
		expect(homepage).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w.-]+(?:#readme)?$/);
		expect(repository.url).toContain(homepage.replace(/^https:\/\/|#.*$/g, ''));
	} else {
		for (const address of ofProject) expect(address).toMatch(/[/@]n8n-nodes-sip-trunk\.invalid\b/);
	}
});

it('is linked from the nodes panel, or n8n itself is', () => {
	for (const { url } of Object.values(resources).flat()) {
		expect(url.startsWith(isSet ? homepage : 'https://docs.n8n.io/')).toBe(true);
	}
});

const domainOf = (address: string) => new URL(address).hostname.split('.').slice(-2).join('.');

const nameOf = ({ value }: Provider) => value.toLowerCase();

/** Where its API is for everybody; undefined where every customer has a server of their own. */
function usualAddress({ api }: Provider): string | undefined {
	try {
		return api.addresses({}).default;
	} catch (error) {
		expect((error as Error).constructor.name).toBe('InputError');
		return undefined;
	}
}

it.each(providers.map((provider) => ({ name: provider.name, provider })))(
	"is not where the credential of $name links to, but the provider's own documentation",
	async ({ provider }) => {
		const { documentationUrl = '' } = (await loadPackage()).getCredential(
			provider.credentialType,
		).type;
		const address = usualAddress(provider);
		if (address === undefined) expect(domainOf(documentationUrl)).toContain(nameOf(provider));
		else expect(domainOf(documentationUrl)).toBe(domainOf(address));
	},
);

describe('the list of addresses', () => {
	it('names every place', () => {
		const { lines } = addresses();
		const found = lines.join('\n');
		const places = ['package.json:', 'nodes/SipTrunk/SipTrunk.node.json:', 'LICENSE:'];
		for (const place of isSet ? places : [...places, 'README.md:']) expect(found).toContain(place);
		for (const address of [homepage, repository.url, author.email, author.name]) {
			expect(found).toContain(`"${address}"`);
		}
		expect(lines.filter((line) => line.startsWith('not set')).length > 0).toBe(!isSet);
	});

	it('stops a release while one of them is not set', () => {
		expect(addresses().status).toBe(0);
		expect(addresses('--check').status).toBe(isSet ? 0 : 1);
	});
});
