import { providers } from '../../nodes/SipTrunk/providers';
import { abilities } from './abilities';
import { EXAMPLES_WITH_ALL, withAllProviders } from './examples';
import { findings } from './findings';
import { withSection } from './markdown';
import { adviceOf, operationsOf, overview, sharedFields } from './operations';
import { manifest, searchWords } from './packageTexts';
import { platforms } from './platforms';
import { previews } from './previews';
import {
	checklists,
	credentials,
	introduction,
	links,
	pageOf,
	pages,
	ports,
} from './providerTexts';
import { rooms } from './rooms';
import { versions } from './versions';

export { EXAMPLES_WITH_ALL } from './examples';
export { PREVIEW_FOLDER } from './previews';
export { messagesIn } from './messages';
export { pageOf } from './providerTexts';

/** Everything in the repository that follows from the node's own tables. */

type Sections = Record<string, string>;

type Read = (path: string) => string | undefined;

const QUOTED_ROWS = 2;

/** The first rows of the first table of measurements, as they are there. */
function performance(read: Read): string {
	const [table] = read('docs/performance.md')?.match(/^(?:\|.*\|\n)+/m) ?? [];
	if (table === undefined) return 'How fast it is on your machine: `npm run bench`.';
	const [header, rule, ...rows] = table.trimEnd().split('\n');
	return [
		'Measured, from [docs/performance.md](docs/performance.md), where machine and date are:',
		'',
		...[header, rule, ...rows.slice(0, QUOTED_ROWS)],
	].join('\n');
}

/** By path, the sections between markers. */
const sectionsOf = (read: Read): Record<string, Sections> => ({
	'README.md': {
		providers: introduction(providers),
		operations: overview(providers),
		pages: pages(providers),
		credentials: credentials(providers),
		links: links(providers),
		'shared fields': sharedFields(providers),
		performance: performance(read),
		versions: versions(read('docs/versions.json')),
	},
	'CONTRIBUTING.md': { rooms: rooms() },
	'docs/trunk-configuration.md': { abilities: abilities(providers) },
	'docs/platforms.md': { platforms: platforms(providers) },
	'sandbox/README.md': { ports: ports(providers) },
	'docs/troubleshooting.md': {
		findings: findings(providers),
		checklists: checklists(providers),
		advice: providers.map(adviceOf).join('\n\n'),
	},
	...Object.fromEntries(
		providers.map((provider) => [pageOf(provider), { operations: operationsOf(provider) }]),
	),
});

/** Files that people and this generator write together, without markers. */
const changed = {
	'package.json': manifest,
	'nodes/SipTrunk/SipTrunk.node.json': searchWords,
	...Object.fromEntries(EXAMPLES_WITH_ALL.map((path) => [path, withAllProviders])),
};

function textOf(read: Read, path: string): string {
	const text = read(path);
	if (text === undefined) throw new Error(`${path} is missing.`);
	return text;
}

/**
 * Every generated file as it should be, by path.
 *
 * @param read the text of a file as it is; what people wrote around the generated sections stays
 */
export function generated(read: Read): Map<string, string> {
	const files = previews(providers);
	for (const [path, sections] of Object.entries(sectionsOf(read))) {
		files.set(
			path,
			Object.entries(sections).reduce(
				(result, [name, content]) => withSection(result, { path, name }, content),
				textOf(read, path),
			),
		);
	}
	for (const [path, change] of Object.entries(changed)) {
		files.set(path, change(textOf(read, path), providers));
	}
	return files;
}
