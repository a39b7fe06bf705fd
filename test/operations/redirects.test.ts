import type { IDataObject } from 'n8n-workflow';
import { sandboxCredentials } from '../../sandbox/index';
import { testCredential } from '../support/engine';
import { secretOf } from './echoes';
import { useBenches, wordsOf } from './support';

/** A redirect is told, and nothing of it that could be a secret. */

const benches = useBenches();

const locations: Array<[what: string, to: (secret: string) => string, told: string]> = [
	['another address', () => 'https://elsewhere.example/path?a=1', ' to https://elsewhere.example'],
	['a port', () => 'http://Elsewhere.example:8080', ' to http://elsewhere.example:8080'],
	[
		'user and key',
		(key) => `https://user:${key}@elsewhere.example/`,
		' to https://elsewhere.example',
	],
	[
		'the key as the user',
		(key) => `https://${key}@elsewhere.example`,
		' to https://elsewhere.example',
	],
	['two at signs', (key) => `https://a@${key}@elsewhere.example`, ' to https://elsewhere.example'],
	[
		'the key in the path',
		(key) => `https://elsewhere.example/${key}`,
		' to https://elsewhere.example',
	],
	[
		'the key in the query',
		(key) => `https://elsewhere.example?k=${key}`,
		' to https://elsewhere.example',
	],
	['the key as a host', (key) => `https://${key}/`, ''],
	['the key as a label', (key) => `https://${key}.elsewhere.example/`, ''],
	['the key in lower case', (key) => `https://${key.toLowerCase()}.elsewhere.example/`, ''],
	['the key in two labels', (key) => `https://${key.slice(0, 12)}.${key.slice(12)}.example/`, ''],
	['the key in letters of a host', (key) => `https://${key.replace(/_/g, '-')}.example/`, ''],
	['a half of the key', (key) => `https://${key.slice(0, 14)}.example/`, ''],
	['no scheme', (key) => `//${key}.example/`, ''],
	['a path', (key) => `/${key}`, ''],
];

describe.each(benches.map((bench) => ({ name: bench.provider.name, bench })))(
	'$name',
	({ bench }) => {
		it.each(locations)('tells of a redirect to %s', async (_, to, told) => {
			const secret = secretOf(bench);
			bench.faults({ kind: 'redirect', to: to(secret), times: null });
			for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
				const run = await bench.run({ resource: 'trunk', operation: 'getAll' }, {}, { onError });
				const said = String(run.error?.message ?? run.items[0].json.error);
				expect(said).toContain(
					`${bench.provider.name} answered with a redirect${told}, which is not`,
				);
				const all = `${wordsOf(run)}${run.stored}`.toLowerCase();
				expect(all).not.toContain(secret.toLowerCase());
				expect(all).not.toContain(secret.slice(0, 12).toLowerCase());
			}
			const { credentialType } = bench.provider;
			const stored = (sandboxCredentials(bench.sandbox.addresses) as Record<string, IDataObject>)[
				credentialType
			];
			const tested = await testCredential(credentialType, stored);
			expect(tested.message).toMatch(/^The API Base URL leads to another address/);
		});
	},
);
