import type { IDataObject } from 'n8n-workflow';
import { sandboxCredentials } from '../../sandbox/index';
import { startEcho, type Echo, type Echoing } from '../support/echo';
import {
	asStored,
	choiceOf,
	fieldsOf,
	operationsOf,
	rowsOf,
	wordsOf,
	type Bench,
	type OperationCase,
} from './support';

/** What a provider repeats of the key that it was sent, the node tells nowhere: tried with every operation. */

/** Names under which a later request may need the value as it is. */
const IDENTIFYING = /(?:id|sid|uri|url|host|e164|number|domain|_at|date)s?$|^date/i;

const isIdentifying = (name: string) => IDENTIFYING.test(name);

/** By what is done with the key to the values of an answer. */
export const echoings: Record<string, (secret: string) => Echoing> = {
	'behind every free text': (secret) => (value, name) =>
		isIdentifying(name) ? value : `${value} ${secret}`,
	'inside every ID': (secret) => (value, name) => (isIdentifying(name) ? value + secret : value),
	'in place of everything': (secret) => (_, name) =>
		isIdentifying(name) ? secret.toLowerCase() : secret,
};

/** The secret of a bench's credential that stands for all of them. */
export function secretOf(bench: Bench): string {
	const { credentialType, api } = bench.provider;
	const stored = storedIn(bench, credentialType);
	return api.secrets.map((name) => String(stored[name])).find((value) => value !== '') ?? '';
}

const storedIn = ({ sandbox }: Bench, credentialType: string): IDataObject =>
	(sandboxCredentials(sandbox.addresses) as Record<string, IDataObject>)[credentialType];

/** A provider that repeats what it is sent, for a whole test file. */
export function useEcho() {
	let echo: Echo;
	beforeAll(async () => {
		echo = await startEcho();
	});
	afterAll(async () => await echo.stop());
	return {
		/** From now on a bench's provider repeats its key. The credentials of the bench, to reach it so. */
		behind(bench: Bench, how: string): Record<string, IDataObject> {
			const { credentialType } = bench.provider;
			const stored = storedIn(bench, credentialType);
			echo.echoing = echoings[how]?.(secretOf(bench)) ?? ((value) => value);
			const baseUrl = echo.addressOf(String(stored.baseUrl));
			return { [credentialType]: { ...stored, baseUrl } };
		},
		changed: () => echo.changed(),
		/** From now on, every object of an answer has these keys too. */
		adding(keys: IDataObject) {
			echo.changing = (object) => ({ ...object, ...keys });
		},
	};
}

export function describeEchoes(bench: Bench, cases: OperationCase[]): void {
	const { provider } = bench;
	const echo = useEcho();
	const firstCases = operationsOf(provider).flatMap(({ resource, operation }) =>
		cases
			.filter((entry) => entry.resource === resource.value && entry.operation === operation.value)
			.slice(0, 1),
	);

	describe.each(Object.keys(echoings))('a key that the provider repeats %s', (how) => {
		let before = 0;
		beforeAll(() => {
			before = echo.changed();
		});

		it.each(firstCases)('is not told by $resource $operation', async (entry) => {
			const choice = choiceOf(provider, entry);
			const { parameters, input = {} } = await entry.arrange(0);
			const stored = asStored(fieldsOf(choice), parameters);
			const credentials = echo.behind(bench, how);
			for (const simplify of choice.operation.returns === 'answer' ? [true] : [true, false]) {
				const run = await bench.run(
					entry,
					{ ...stored, simplify },
					{
						input: [input],
						credentials,
						onError: simplify ? 'continueRegularOutput' : 'stopWorkflow',
					},
				);
				const told = `${run.stored}\n${wordsOf(run)}`.toLowerCase();
				expect(told).not.toContain(secretOf(bench).toLowerCase());
			}
		});

		it('was in the answers', () => {
			expect(echo.changed()).toBeGreaterThan(before);
		});
	});

	describe('keys under which the node adds what it knows', () => {
		afterEach(() => echo.adding({}));

		it.each(firstCases)(
			'are not believed in the answers to $resource $operation',
			async (entry) => {
				const choice = choiceOf(provider, entry);
				const { parameters, input = {} } = await entry.arrange(0);
				const stored = asStored(fieldsOf(choice), parameters);
				const credentials = echo.behind(bench, 'not at all');
				echo.adding(Object.fromEntries(OWN_KEYS.map((key) => [key, `told ${secretOf(bench)}`])));
				for (const simplify of choice.operation.returns === 'answer' ? [true] : [true, false]) {
					const run = await bench.run(
						entry,
						{ ...stored, simplify },
						{ input: [input], credentials, onError: 'continueRegularOutput' },
					);
					for (const row of rowsOf(run)) {
						const told = OWN_KEYS.filter((key) => String(row[key]).includes('told'));
						// As it is, a provider's row may have whatever keys it wants, but for secrets.
						expect(simplify ? told : told.filter((key) => /password/i.test(key))).toEqual([]);
					}
					expect(run.stored).not.toContain(secretOf(bench));
				}
			},
		);
	});
}

const OWN_KEYS = [
	'recovered',
	'alreadyAssigned',
	'previousTrunkId',
	'previousApplicationId',
	'previousVoiceUrlHost',
	'generatedPassword',
	'password',
];
