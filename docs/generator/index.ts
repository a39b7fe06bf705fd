import type { Provider } from '../../nodes/SipTrunk/contract/provider';
import { providers } from '../../nodes/SipTrunk/providers';
import { withSection } from './markdown';
import { adviceOf, operationsOf, overview, sharedFields } from './operations';
import { platforms } from './platforms';
import { previews } from './previews';
import { rooms } from './rooms';

export { PREVIEW_FOLDER } from './previews';
export { messagesIn } from './messages';

/** Everything in the repository that follows from the node's own tables. */

type Sections = Record<string, string>;

export const pageOf = ({ value }: Provider) => `docs/${value}.md`;

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
		operations: overview(providers),
		'shared fields': sharedFields(providers),
		performance: performance(read),
	},
	'CONTRIBUTING.md': { rooms: rooms() },
	'docs/platforms.md': { platforms: platforms(providers) },
	'docs/troubleshooting.md': { advice: providers.map(adviceOf).join('\n\n') },
	...Object.fromEntries(
		providers.map((provider) => [pageOf(provider), { operations: operationsOf(provider) }]),
	),
});

/**
 * Every generated file as it should be, by path.
 *
 * @param read the text of a file as it is; what people wrote around the generated sections stays
 */
export function generated(read: Read): Map<string, string> {
	const files = previews(providers);
	for (const [path, sections] of Object.entries(sectionsOf(read))) {
		const text = read(path);
		if (text === undefined) throw new Error(`${path} is missing.`);
		files.set(
			path,
			Object.entries(sections).reduce(
				(result, [name, content]) => withSection(result, { path, name }, content),
				text,
			),
		);
	}
	return files;
}
