import type { INodeParameters } from 'n8n-workflow';
import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { byId, rowsOf, useBenches, type Bench } from './support';

/** An expression that finds nothing is not taken for a field that was left empty. */

const benches = useBenches();
const benchOf = (name: string) => benches.find(({ provider }) => provider.value === name) as Bench;

const WORDS =
	'has nothing in it: usually an expression finds nothing. Correct it. Where an item may lack the value, {{ $json.x ?? \'\' }} yields an empty text, which means "not set".';

type Place = { resource: string; operation: string };

const outcomeOf = async (
	bench: Bench,
	place: Place,
	parameters: INodeParameters,
	json: Record<string, unknown> = {},
) => {
	const run = await bench.run(place, parameters, { input: [json as never] });
	return { message: run.error?.message, rows: rowsOf(run), sent: bench.sent() };
};

describe('an update', () => {
	const update = { resource: 'trunk', operation: 'update' };

	const tryVoxTrunk = async () =>
		String(
			(
				await benchOf('tryVox').api.post(`/account/${tryVoxAccount.accountId}/trunks`, {
					name: 'Main',
					auth_type: 'ip',
					origination_uris: ['sip:pbx.example.com'],
				})
			).id,
		);

	it.each<[what: string, expression: string]>([
		['nothing', '={{ $json.uris }}'],
		['null', '={{ null }}'],
		['a list of nothing', '={{ [$json.uri] }}'],
		['a list of empty texts', "={{ ['', null] }}"],
	])('of a list does not clear it where an expression finds %s', async (_, expression) => {
		const { message, sent } = await outcomeOf(benchOf('tryVox'), update, {
			trunkId: byId(await tryVoxTrunk()),
			updateFields: { maxConcurrentCalls: 5, originationUris: expression },
		});
		expect(message?.replace(/, entry \d/, '')).toBe(`'Origination URIs' ${WORDS}`);
		expect(sent).toEqual([]);
	});

	it.each<[what: string, entered: string]>([
		['left empty', ''],
		['an expression that yields an empty text', "={{ $json.uris ?? '' }}"],
		['an expression that yields an empty list', '={{ [] }}'],
	])('of a list does not clear it either: %s', async (_, entered) => {
		const { message, sent } = await outcomeOf(benchOf('tryVox'), update, {
			trunkId: byId(await tryVoxTrunk()),
			updateFields: { maxConcurrentCalls: 5, originationUris: entered },
		});
		expect(message).toBeUndefined();
		expect(sent[0][1]).toEqual({ max_channels: 5 });
	});

	it.each<[what: string, entered: string | string[]]>([
		['chosen', ['originationUris']],
		['an expression that yields a list', "={{ ['originationUris'] }}"],
		['an expression that yields a text', '={{ "originationUris" }}'],
	])('of a list clears it where Clear Fields says so: %s', async (_, clearFields) => {
		const { message, sent } = await outcomeOf(benchOf('tryVox'), update, {
			trunkId: byId(await tryVoxTrunk()),
			updateFields: { originationUris: '', clearFields },
		});
		expect(message).toBeUndefined();
		expect(sent[0][1]).toEqual({ origination_uris: [] });
	});

	it.each<[field: string, label: string]>([
		['name', 'Name'],
		['disasterRecoveryUrl', 'Disaster Recovery URL'],
		['disasterRecoveryMethod', 'Disaster Recovery Method'],
	])('of a text or a choice does not clear it either: %s', async (field, label) => {
		const bench = benchOf('twilio');
		const { sid } = await bench.api.post('/v1/Trunks', { FriendlyName: 'Main' });
		for (const found of [undefined, null]) {
			const { message, sent } = await outcomeOf(
				bench,
				update,
				{
					trunkId: byId(String(sid)),
					updateFields: { secure: true, [field]: '={{ $json.found }}' },
				},
				found === undefined ? {} : { found },
			);
			expect(message).toBe(`'${label}' ${WORDS}`);
			expect(sent).toEqual([]);
		}
	});
});

describe('a picker that may stay empty', () => {
	const numbers = { resource: 'phoneNumber', operation: 'getAll' };

	it.each(['twilio', 'tryVox', 'vobiz'])(
		'does not mean all numbers where its expression finds nothing: %s',
		async (name) => {
			for (const trunkId of [byId('={{ $json.trunkId }}'), '={{ $json.trunkId }}']) {
				for (const json of [{}, { trunkId: null }]) {
					const parameters = { trunkId, returnAll: true };
					const { message, sent } = await outcomeOf(benchOf(name), numbers, parameters, json);
					expect(message).toBe(`'Trunk' ${WORDS}`);
					expect(sent).toEqual([]);
				}
			}
		},
	);

	it.each(['twilio', 'tryVox', 'vobiz'])('means all where it was left empty: %s', async (name) => {
		for (const more of [{}, { trunkId: { __rl: true, mode: 'list', value: '' } }]) {
			const { message, rows } = await outcomeOf(benchOf(name), numbers, {
				...more,
				returnAll: true,
			});
			expect(message).toBeUndefined();
			expect(rows.length).toBeGreaterThan(1);
		}
	});

	it('is not left out of what is made', async () => {
		const { message, sent } = await outcomeOf(
			benchOf('vobiz'),
			{ resource: 'trunk', operation: 'create' },
			{
				name: 'Main',
				direction: 'outbound',
				maxConcurrentCalls: 10,
				additionalFields: { ipAccessControlEntryId: byId('={{ $json.entry }}') },
			},
		);
		expect(message).toContain(WORDS);
		expect(sent).toEqual([]);
	});
});

describe('a filter', () => {
	it.each<[provider: string, resource: string, filter: string, label: string]>([
		['tryVox', 'trunk', 'nameContains', 'Name Contains'],
		['twilio', 'trunk', 'status', 'Status'],
		['tryVox', 'phoneNumber', 'country', 'Country'],
		['vobiz', 'phoneNumber', 'phoneNumber', 'Phone Number'],
	])('does not mean all where its expression finds nothing: %s %s %s', async (...names) => {
		const [name, resource, filter, label] = names;
		const { message, sent } = await outcomeOf(
			benchOf(name),
			{ resource, operation: 'getAll' },
			{ returnAll: true, filters: { [filter]: '={{ $json.wanted }}' } },
		);
		expect(message).toBe(`'${label}' ${WORDS}`);
		expect(sent).toEqual([]);
	});

	it('means all where it was left empty', async () => {
		const { message, rows } = await outcomeOf(
			benchOf('vobiz'),
			{ resource: 'phoneNumber', operation: 'getAll' },
			{ returnAll: true, filters: { phoneNumber: '' } },
		);
		expect(message).toBeUndefined();
		expect(rows.length).toBeGreaterThan(1);
	});
});
