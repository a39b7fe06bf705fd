import { facts } from '../../facts/index';
import { enumeration } from '../../nodes/SipTrunk/form/texts';
import type { RegisteredProvider } from '../../nodes/SipTrunk/providers';
import { simulators } from '../../sandbox/providers';
import { code, link, table } from './markdown';

/** What README and the other pages say of all providers together. */

type Providers = RegisteredProvider[];

export const pageOf = ({ value }: Pick<RegisteredProvider, 'value'>) => `docs/${value}.md`;

const textsOf = ({ value }: RegisteredProvider) => facts[value].texts;

/** "MiniVoice, Twilio Elastic SIP Trunking and Vyom" */
export const products = (providers: Providers) =>
	enumeration(providers.map((provider) => textsOf(provider).product));

export const introduction = (providers: Providers) => `It works with ${products(providers)}.`;

export const pages = (providers: Providers) =>
	table(
		['Provider', 'What it cannot do'],
		providers.map((provider) => [
			link(provider.name, pageOf(provider)),
			textsOf(provider).cannot,
		]),
	);

export const credentials = (providers: Providers) =>
	table(
		['Credential', 'You enter'],
		providers.map((provider) => [
			`${provider.name} SIP Trunk API`,
			textsOf(provider).youEnter,
		]),
	);

export const links = (providers: Providers) =>
	providers
		.map((provider) => `- ${link(textsOf(provider).product, textsOf(provider).documentation)}`)
		.join('\n');

export const checklists = (providers: Providers) =>
	providers
		.map(({ name, value }) => `- ${link(name, `${value}.md#the-trunk-exists-but-calls-fail`)}`)
		.join('\n');

const CONTROL_PORT = 4100;

export function ports(providers: Providers): string {
	const rows = providers.map(({ name, value }, index) => {
		const port = CONTROL_PORT + 1 + index;
		return [String(port), name, code(`http://127.0.0.1:${port}${simulators[value].basePath}`)];
	});
	return table(
		['Port', 'What', 'API Base URL for the credential'],
		[[String(CONTROL_PORT), 'control', ''], ...rows],
	);
}
