import type { IDataObject } from 'n8n-workflow';
import { exists, filesBelow, readText } from '../../docs/generator/files.cjs';
import { generated, messagesIn, pageOf, PREVIEW_FOLDER } from '../../docs/generator/index';
import type { ProviderClient } from '../../nodes/SipTrunk/contract/request';
import { providers } from '../../nodes/SipTrunk/providers';
import { simplified } from '../../nodes/SipTrunk/rows/simplified';
import { scripts } from '../../package.json';

/** The documentation says what the node does today, and nothing that it does not. */

const textOf = (path: string): string => {
	const text = readText(path);
	if (text === undefined) throw new Error(`${path} is missing`);
	return text;
};

const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'sandbox/README.md',
	'playground/README.md',
	...filesBelow('docs').filter((path) => path.endsWith('.md')),
];

const proseOf = (path: string) => textOf(path).replace(/```[\s\S]*?```/g, '');

describe('what is made from the tables', () => {
	const files = generated(readText);

	it.each([...files.keys()])('%s is up to date (otherwise: npm run docs)', (path) => {
		expect(readText(path)).toBe(files.get(path));
	});

	it('has no output preview of an operation that does not exist', () => {
		const expected = [...files.keys()].filter((path) => path.startsWith(PREVIEW_FOLDER));
		expect(filesBelow(PREVIEW_FOLDER)).toEqual(expected.sort());
	});

	it('has a page for every provider, to which the README leads', () => {
		for (const provider of providers) {
			expect(textOf('README.md')).toContain(`](${pageOf(provider)})`);
		}
	});
});

describe('output previews', () => {
	const preview = (resource: string, operation: string) =>
		Object.keys(
			(
				JSON.parse(textOf(`${PREVIEW_FOLDER}/v1.0.0/${resource}/${operation}.json`)) as {
					properties: IDataObject;
				}
			).properties,
		);

	const every = providers.flatMap((provider) =>
		provider.resources.flatMap((resource) =>
			resource.operations.map((operation) => ({
				title: `${provider.name}, ${operation.action}`,
				provider,
				resource,
				operation,
			})),
		),
	);

	it.each(every.filter(({ operation }) => operation.returns !== 'answer'))(
		'$title: begins with the keys of the simplified row',
		({ provider, resource, operation }) => {
			const keys = Object.keys(simplified(provider, resource, {}));
			expect(preview(resource.value, operation.value).slice(0, keys.length)).toEqual(keys);
		},
	);

	const isTriedHere = ({ returns, prepare }: (typeof every)[number]['operation']) =>
		returns === 'answer' && prepare === undefined;

	it.each(every.filter(({ operation }) => isTriedHere(operation)))(
		'$title: has only keys that the answer has',
		async ({ resource, operation }) => {
			const number = '+14155550100';
			const digits = '0123456789abcdef0123456789abcdef';
			const row = { id: 'number', e164: number, sid: `PN${digits}`, phone_number: number };
			const list = {
				items: [row],
				objects: [row],
				data: [row],
				total: 1,
				per_page: 100,
				incoming_phone_numbers: [row],
				record_type: 'ip_connection',
			};
			const client: ProviderClient = {
				accountId: `AC${digits}`,
				rowsWanted: undefined,
				parallel: 1,
				withoutCancellation: () => client,
				fresh: () => client,
				keepSecret: () => {},
				added: {},
				addToRow: () => {},
				send: async ({ method }) => (method === 'GET' ? list : {}),
				sendForAny: async ({ method }) => (method === 'GET' ? list : {}),
			};
			const values = {
				...Object.fromEntries(operation.fields.map(({ name }) => [name, 'x'])),
				trunkId: `TK${digits}`,
				phoneNumber: number,
			};
			const answer = await (operation.run(client, values) as Promise<IDataObject>);
			expect(['provider', ...Object.keys(answer)]).toEqual(
				expect.arrayContaining(preview(resource.value, operation.value)),
			);
		},
	);
});

const LONG_ENOUGH_TO_BE_A_MESSAGE = 5;

describe('troubleshooting', () => {
	/** What a provider's page says of the messages that only it has. */
	const messagesOn = (path: string) =>
		/^## Messages$([\s\S]*?)(?=^## )/m.exec(textOf(path))?.[1] ?? '';
	const page = [textOf('docs/troubleshooting.md'), ...providers.map(pageOf).map(messagesOn)].join(
		'\n',
	);
	/** What they say is what changes, and not what went wrong. */
	const aboutChanges = ['summary', 'steps'].map(
		(name) => `nodes/SipTrunk/configuration/${name}.ts`,
	);
	const sources = [...filesBelow('nodes'), ...filesBelow('credentials')].filter(
		(path) => path.endsWith('.ts') && !aboutChanges.includes(path),
	);

	it.each(sources)('explains every message of %s', (path) => {
		const missing = messagesIn(path, textOf(path)).filter((message) => !page.includes(message));
		expect(missing).toEqual([]);
	});

	it('explains no message that the node does not have', () => {
		const known = sources.flatMap((path) => messagesIn(path, textOf(path)));
		const explained = [...page.matchAll(/`([^`\n]+)`/g)]
			.map(([, span]) => span)
			.filter(
				(span) => !/[{}]/.test(span) && span.split(/\s+/).length >= LONG_ENOUGH_TO_BE_A_MESSAGE,
			);
		const gone = explained.filter((span) => !known.some((message) => message.includes(span)));
		expect(gone).toEqual([]);
	});
});

it('says wherever Retry On Fail is advised against at length that On Error does not help', () => {
	const paragraphs = proseOf('README.md')
		.split(/\n\n+/)
		.filter((text) => text.includes('**Retry On Fail** knows nothing'));
	expect(paragraphs).toHaveLength(1);
	expect(paragraphs[0].replace(/\s+/g, ' ')).toContain('**On Error** does not help either');
});

it('says how the project is cloned without naming an address that may belong to somebody else', () => {
	const readme = proseOf('README.md');
	expect(readme).toMatch(/in a clone of this repository/i);
	expect(readme).not.toMatch(/git clone https?:/);
});

describe('links and commands', () => {
	/** As GitHub makes them: lower case, spaces to hyphens, punctuation away. */
	const anchorsOf = (path: string) =>
		[...proseOf(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) =>
			title
				.toLowerCase()
				.replace(/[^\p{L}\p{N} _-]/gu, '')
				.replace(/ /g, '-'),
		);

	const resolved = (from: string, target: string) => {
		const parts = from.split('/').slice(0, -1);
		for (const part of target.split('/')) {
			if (part === '..') parts.pop();
			else if (part !== '.' && part !== '') parts.push(part);
		}
		return parts.join('/');
	};

	it.each(pages)('%s links to what is there', (page) => {
		const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
		const broken = targets.filter((target) => {
			if (/^https?:|^mailto:/.test(target)) return false;
			const [path, anchor] = target.split('#');
			const file = path === '' ? page : resolved(page, path);
			if (!exists(file)) return true;
			return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	it.each(pages)('%s names only commands that exist', (page) => {
		const names = [...textOf(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
		expect(names.filter((name) => !(name in scripts))).toEqual([]);
	});
});
