import * as fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Field } from '../../nodes/SipTrunk/operation';
import { sandboxCredentials } from '../../sandbox/index';
import { useSandbox } from '../sandbox/support';
import { runNode, type Run } from '../support/engine';
import { furnish, thingsOf, type Belongings } from './account';
import { choices, formFields, prepare, titleOf, type Choice, type Scenario } from './scenario';

/** What people and expressions enter, as it should not be: a sentence that names the field, and no request. */

declare const FUZZ: { seed: number };

const RUNS = 700;

const held = useSandbox();

const plainRun: Scenario = {
	items: [{ of: 0, number: 0, name: 0, value: 0 }],
	common: 0,
	included: 0xffffff,
	options: { timeout: 5, maxRetries: 0, maxWait: 0, requestsInParallel: 1 },
	onError: 'stopWorkflow',
	simplify: true,
	cancelAfterMs: null,
	faults: [],
};

/** A field of an operation, and the group that it is in. */
interface Place {
	choice: Choice;
	field: Field;
	group?: Field;
}

/** Fields that are not in a plain run: they need others, or are not shown with the values that it has. */
const isShown = ({ showWhen }: Field) =>
	Object.entries(showWhen ?? {}).every(([name, values]) =>
		name === 'trunkType' ? values.includes('exotel') : values.includes(false),
	);

const places: Place[] = choices.flatMap((choice) =>
	formFields(choice.operation)
		.filter((field) => field.type !== 'notice' && isShown(field))
		.flatMap((field): Place[] => {
			if (field.type !== 'collection') return [{ choice, field }];
			const inside = (field.options as Field[]).map((option) => ({ choice, field: option, group: field }));
			return [{ choice, field }, ...inside];
		}),
);

const huge = 'x'.repeat(100_000);
/** Text that would end a header, a path segment, a query or a line of a log. */
const controls = ['a\r\nHost: example.com', 'a\nb', 'a\u0000b', 'a\u007fb', 'a\u2028b', '\ta\u0001'];
const notText: unknown[] = [true, false, Number.NaN, Infinity, { a: 1 }, { toString: 'a' }, {}];
const lists: unknown[] = [['a', 'b'], [], [[]], [{}]];

/** IDs that would lead elsewhere, or that are none. */
const badIds: unknown[] = [
	...controls,
	...notText.filter((value) => JSON.stringify(value) !== '{}'),
	['a', 'b'],
	'..',
	'.',
	'../../accounts',
	'a/b',
	'a\\b',
	'a?b=c',
	'a#b',
	'a b',
	'a%2Fb',
	'a&b',
	'a;b',
	'"a"',
	'<a>',
	'TK０１２３',
	'идентификатор',
	'🙂',
	huge,
];

const badNumbers: unknown[] = [
	'many',
	'1.5',
	'1e3',
	'0x10',
	'1,000',
	'١٢',
	'5\n6',
	1.5,
	Number.NaN,
	Infinity,
	-Infinity,
	1e21,
	true,
	{ a: 1 },
	[1, 2],
	'9'.repeat(400),
	huge,
];

const badFlags: unknown[] = ['yes', 'no', 'TRUE', 'on', 1, 0, '1', Number.NaN, { a: 1 }, [true], huge];

const badChoices: unknown[] = [
	'something else',
	'constructor',
	'__proto__',
	'toString',
	'hasOwnProperty',
	17,
	true,
	{ a: 1 },
	['a'],
	...controls,
	huge,
];

/** By the field's name: values that are texts, but not of the form that it needs. */
const badForms: Record<string, unknown[]> = {
	ipAddress: ['somewhere', '999.1.2.3', '10.0.0.1/33', '10.0.0.1/a', '10.0.0.1/8/8', '::1%eth0', '1.2.3', 'sip:10.0.0.1'],
	sipUri: ['pbx.example.com:x', 'http://example.com', 'sip:', 'sip:a b', 'sip:@example.com', 'sip:host:99999', 'mailto:a@b.c'],
	terminationUri: ['example.com', 'http://example.com', 'sip:', 'sip:a b'],
	originationUris: ['example.com', 'sip:ok.example.com, http://no.example.com', ['sip:ok.example.com', 5.5, 'no']],
	proxy: ['http://example.com', 'a b', 'sip:', 'example.com:99999', '-example.com'],
	fromDomain: ['http://example.com', 'a b', 'example.com:x'],
	inboundIp: ['somewhere', '10.0.0.0/8', '1.2.3'],
	address: ['http://example.com', 'a b'],
	sipHost: ['http://example.com', 'a b'],
	phoneNumbers: ['4930123456', '+49', 'call me', '+4930123456, 0049301', ['+4930123456', {}]],
	webhookUrl: ['example.com', 'ftp://example.com', 'javascript:alert(1)', 'http://a b'],
	passthroughWebhookUrl: ['example.com', 'ftp://example.com', 'http://a b'],
	disasterRecoveryUrl: ['example.com', 'ftp://example.com', 'http://a b'],
};

const badPhoneNumbers = ['004930123456', '4930123456', '+0123456', '+49', '+49301234567890123', 'number', '+49 30 12a'];

function badValues({ choice, field, group }: Place): unknown[] {
	const empty = field.required || group?.name === 'updateFields' ? emptyOnes(field, group) : [];
	const isList = ['originationUris', 'phoneNumbers'].includes(field.name);
	switch (field.type) {
		case 'collection':
			return ['text', 5, true, ['a'], huge, ...(field.name === 'updateFields' ? [{}, null, '', { constructor: 1 }, { __proto__: null, x: 1 }] : [])];
		case 'resourceLocator':
			return field.name === 'phoneNumber' ? [...controls, ...badPhoneNumbers, true, { a: 1 }, ...empty] : [...badIds, ...empty];
		case 'number':
			return [...badNumbers, ...outside(field), ...empty];
		case 'boolean':
			return badFlags;
		case 'options':
			return badChoices;
		default: {
			// A password may well be what looks like a number, and passes with spaces around it.
			const tooLong = /up to (\d+) characters/.exec(String(field.description))?.[1];
			return [
				...controls,
				...notText,
				...(isList ? [] : lists),
				...(badForms[field.name] ?? []),
				...(tooLong === undefined ? [] : ['x'.repeat(Number(tooLong) + 1), huge]),
				...empty,
			];
			void choice;
		}
	}
}

const outside = ({ typeOptions: { minValue, maxValue } = {} }: Field) => [
	...(minValue === undefined ? [] : [minValue - 1, String(minValue - 1), -1e9]),
	...(maxValue === undefined ? [] : [maxValue + 1, 1e15]),
];

/** Nothing, where something is needed. */
function emptyOnes(field: Field, group: Field | undefined): unknown[] {
	if (group !== undefined && field.clearable) return [];
	if (field.type === 'boolean' || field.type === 'options') return [];
	return ['', null, ...(field.typeOptions?.password ? [] : ['   '])];
}

/** A run of one item with this value, everything else being right. */
async function enter(place: Place, value: unknown, belongings: Belongings): Promise<Run> {
	const { choice, field, group } = place;
	const exotelOrOwnPassword = 0;
	const scenario = { ...plainRun, common: exotelOrOwnPassword };
	const written = new Map(thingsOf(held.sandbox, choice.provider.value).map(({ id, label }) => [id, label]));
	const { parameters, asked } = prepare(choice, scenario, belongings, (id) => String(written.get(id)));
	const from = (name: string) => `={{ $json.${name} }}`;
	const values: IDataObject = { ...asked[0].values };
	const isLocator = field.type === 'resourceLocator';
	const wrapped = (expression: string) => (isLocator ? { __rl: true, mode: 'id', value: expression } : expression);
	if (group === undefined) {
		values[field.name] = value as IDataObject;
		parameters[field.name] = wrapped(from(field.name));
	} else {
		const others = group.name === 'options' ? {} : (values[group.name] as IDataObject);
		values[group.name] = { ...others, [field.name]: value as IDataObject };
		parameters[group.name] = {
			...(parameters[group.name] as INodeParameters),
			[field.name]: wrapped(from(`${group.name}.${field.name}`)),
		};
	}
	return await runNode({
		parameters,
		input: [values],
		credentials: sandboxCredentials(held.sandbox.addresses),
	});
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A sentence of the node's own about this field; nothing was sent. */
function expectRefused(run: Run, label: string): void {
	const message = String(run.error?.message);
	expect(message).toMatch(new RegExp(`^'${escaped(label)}(?:, entry \\d+)?' .{8,400}\\.`, 's'));
	expect(message).not.toMatch(/undefined|\[object|at \w+ \(|TypeError|[\r\n\u0000\u2028]/);
	expect(message.length).toBeLessThan(500);
	expect(run).toMatchObject({
		status: 'error',
		items: [],
		error: { name: 'NodeOperationError', context: { itemIndex: 0 } },
	});
	expect(held.sandbox.requests).toEqual([]);
}

describe('what is entered wrongly', () => {
	const cases = places.flatMap((place) => badValues(place).map((value) => ({ place, value })));

	it('there is enough that can be', () => {
		expect(cases.length).toBeGreaterThan(RUNS);
		expect(new Set(places.map(({ choice }) => titleOf(choice))).size).toBe(choices.length);
	});

	it(`is refused with a sentence that names the field (${RUNS} of ${cases.length}, seed ${FUZZ.seed})`, async () => {
		const accounts = new Map(choices.map(({ provider }) => [provider.value, provider.value]));
		const belongings = Object.fromEntries(
			[...accounts.keys()].map((provider) => [provider, furnish(held.sandbox, provider)]),
		);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...cases), async ({ place, value }) => {
				const run = await enter(place, value, belongings[place.choice.provider.value]);
				const what = `${titleOf(place.choice)}, ${place.group?.name ?? ''} ${place.field.name}: ${JSON.stringify(value)?.slice(0, 80)}`;
				try {
					expectRefused(run, place.field.displayName);
				} catch (error) {
					fail(what, error, run);
				}
			}),
			{ numRuns: RUNS, seed: FUZZ.seed, endOnFailure: true },
		);
	}, 300_000);
});

function fail(what: string, error: unknown, run: Run): never {
	throw new Error(`${what}\nsaid: ${String(run.error?.message).slice(0, 300)}\n${String(error)}`);
}
