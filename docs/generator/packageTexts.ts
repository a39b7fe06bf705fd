import { facts } from '../../facts/index';
import type { RegisteredProvider } from '../../nodes/SipTrunk/providers';
import { products } from './providerTexts';

/** What the package and n8n's nodes panel say of the providers. */

const credentialFile = ({ credentialType }: RegisteredProvider) =>
	`dist/credentials/${credentialType[0].toUpperCase()}${credentialType.slice(1)}.credentials.js`;

/** What is there, and what is missing behind it: somebody may have written more. */
const withMissing = (present: string[], wanted: string[]) => [
	...present,
	...wanted.filter((word) => !present.includes(word)),
];

interface Manifest {
	description: string;
	keywords: string[];
	n8n: { credentials: string[] };
}

/** package.json, with its other contents as they are. */
export function manifest(text: string, providers: RegisteredProvider[]): string {
	const content = JSON.parse(text) as Manifest;
	content.description = `Manage SIP trunks at ${products(providers)} from n8n`;
	content.keywords = withMissing(
		content.keywords,
		providers.map(({ name }) => name.toLowerCase()),
	);
	content.n8n.credentials = providers.map(credentialFile);
	return `${JSON.stringify(content, null, '\t')}\n`;
}

const ALIAS = /("alias": )\[[^\]]*\]/;

/** The words by which the nodes panel finds the node, beside those that somebody has written. */
export function searchWords(text: string, providers: RegisteredProvider[]): string {
	const { alias } = JSON.parse(text) as { alias: string[] };
	const wanted = providers.flatMap(({ name, value }) => [
		name.toLowerCase(),
		...(facts[value].texts.searchWords ?? []),
	]);
	const words = withMissing(alias, wanted).map((word) => `\t\t${JSON.stringify(word)}`);
	return text.replace(ALIAS, `$1[\n${words.join(',\n')}\n\t]`);
}
