import * as fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isRead } from '../../facts/requests';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { sandboxCredentials } from '../../sandbox/index';
import { useSandbox } from '../sandbox/support';
import { runNode } from '../support/engine';
import { reportEvery } from './report.cjs';
import { accounts, byId, decides, enter, places, refusalProblems, type Place } from './entering';
import { choices, titleOf } from './scenario/index';

/** What people and expressions enter, as it should not be: a sentence that names the field, and no request. */

/** Set by jest.config.mjs, from the environment. */
declare const FUZZ: { parameters: number; seed: number; progress: number };

const { checkOf } = jest.requireActual<typeof import('../../nodes/SipTrunk/fields/checkOf')>(
	'../../dist/nodes/SipTrunk/fields/checkOf',
);

/** Of many more that there are; `npm run fuzz` tries as many as it is told. */
const RUNS = FUZZ.parameters;
const SIX_HOURS_MS = 6 * 60 * 60 * 1000;

const held = useSandbox();

const huge = 'x'.repeat(100_000);
/** Text that would end a header, a path segment, a query or a line of a log. */
const controls = [
	'a\r\nHost: example.com',
	'a\nb',
	'a\u0000b',
	'a\u007fb',
	'a\u2028b',
	'\ta\u0001',
];
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

const badFlags: unknown[] = ['yes', 'no', 'on', 1, 0, '1', Number.NaN, { a: 1 }, [true], huge];

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
	ipAddress: [
		'somewhere',
		'999.1.2.3',
		'10.0.0.1/33',
		'10.0.0.1/a',
		'10.0.0.1/8/8',
		'::1%eth0',
		'1.2.3',
		'sip:10.0.0.1',
	],
	sipUri: [
		'pbx.example.com:x',
		'http://example.com',
		'sip:',
		'sip:a b',
		'sip:@example.com',
		'sip:host:99999',
		'mailto:a@b.c',
	],
	terminationUri: ['example.com', 'http://example.com', 'sip:', 'sip:a b'],
	originationUris: [
		'example.com',
		'sip:ok.example.com, http://no.example.com',
		['sip:ok.example.com', 5.5, 'no'],
	],
	ipAddresses: ['somewhere', '10.0.0.1, 999.1.2.3', ['10.0.0.1', {}]],
	addIpAddresses: ['somewhere', '10.0.0.1, 999.1.2.3', ['10.0.0.1', {}]],
	allowedCountries: ['Germany', 'DE, Germany', ['DE', 5.5], [{}]],
	codecs: ['G711X', 'G722, G711X', ['G722', 'G711X'], [{}]],
	services: ['fax', 'voice, fax', ['voice', 'fax'], [{}]],
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

const badPhoneNumbers = [
	'004930123456',
	'4930123456',
	'+0123456',
	'+49',
	'+49301234567890123',
	'number',
	'+49 30 12a',
];

/** Fields that take a list, which may be written with commas. */
const LISTS = new Set([
	...['addIpAddresses', 'allowedAddresses', 'allowedCountries', 'allowedNumbers', 'codecs'],
	...['ipAddresses', 'originationUris', 'phoneNumbers', 'piiEntityTypes', 'services', 'tags'],
	...['trunkIds'],
]);

const takesList = (field: Field): boolean => {
	try {
		checkOf(field)([], field.displayName);
		return true;
	} catch {
		return false;
	}
};

function badValues({ field, group }: Place): unknown[] {
	const empty = emptyOnes(field, group);
	switch (field.type) {
		case 'collection':
			// n8n itself takes anything but a group for an empty one.
			return field.name === 'updateFields' ? ['text', 5, ['a'], {}, { constructor: 1 }, null] : [];
		case 'resourceLocator':
			return field.name === 'phoneNumber'
				? [...controls, ...badPhoneNumbers, true, { a: 1 }, ...empty]
				: [...badIds, ...empty];
		case 'number':
			return [...badNumbers, ...outside(field), ...empty];
		case 'boolean':
			return [...badFlags, ...empty];
		case 'multiOptions':
			return [...badChoices.filter((value) => !Array.isArray(value)), ['a'], ...empty];
		case 'options':
			return [...badChoices, ...empty];
		default: {
			const longest = /up to (\d+) characters/.exec(String(field.description))?.[1];
			return [
				...controls,
				...notText,
				...(LISTS.has(field.name) ? [] : lists),
				...(badForms[field.name] ?? []),
				...(longest === undefined ? [] : ['x'.repeat(Number(longest) + 1), huge]),
				...empty,
			];
		}
	}
}

const outside = ({ typeOptions: { minValue, maxValue } = {} }: Field) => [
	...(minValue === undefined ? [] : [minValue - 1, String(minValue - 1), -1e9]),
	...(maxValue === undefined ? [] : [maxValue + 1, 1e15]),
];

/**
 * Nothing: what an expression has failed to find is refused at every field, and an empty text where something is needed.
 */
function emptyOnes(field: Field, group: Field | undefined): unknown[] {
	const nothingFound = [null, ...(field.typeOptions?.password ? [] : ['   '])];
	const isNeeded = field.required === true && group === undefined;
	return isNeeded && !['boolean', 'options'].includes(field.type)
		? ['', ...nothingFound]
		: nothingFound;
}

describe('what is entered wrongly', () => {
	/** Of a list, n8n takes each entry for what decides, and asks itself for what shows then. */
	const isAskedByN8n = (place: Place, value: unknown) => decides(place) && Array.isArray(value);
	const cases = places.flatMap((place) =>
		badValues(place)
			.filter((value) => !isAskedByN8n(place, value))
			.map((value) => ({ place, value })),
	);

	it('a list is taken by the fields that are for one, and by no other', () => {
		const texts = places.filter(({ field: { type } }) => type === 'string');
		const taking = texts.filter(({ field }) => takesList(field)).map(({ field }) => field.name);
		expect(new Set(taking)).toEqual(LISTS);
	});

	it('can be wrong in many ways, at every operation', () => {
		expect(cases.length).toBeGreaterThan(5000);
		expect(new Set(places.map(({ choice }) => titleOf(choice))).size).toBe(choices.length);
	});

	it(
		`is refused with a sentence that names the field (${RUNS} of ${cases.length}, seed ${FUZZ.seed})`,
		async () => {
			const belongings = accounts(held.sandbox);
			let tried = 0;
			await fc.assert(
				fc.asyncProperty(fc.nat({ max: cases.length - 1 }), async (number) => {
					tried += 1;
					reportEvery(FUZZ.progress * 10, 'sets of malformed parameters', tried);
					const { place, value } = cases[number];
					const { choice, field, group } = place;
					const run = await enter(held.sandbox, place, value, belongings[choice.provider.value]);
					const where = [titleOf(choice), group?.name ?? '', field.name].join(' ');
					const entered = String(JSON.stringify(value)).slice(0, 100);
					const problems = refusalProblems(held.sandbox, run, field.displayName);
					expect([where, entered, problems]).toEqual([where, entered, []]);
				}),
				{ numRuns: RUNS, seed: FUZZ.seed, endOnFailure: true },
			);
		},
		SIX_HOURS_MS,
	);

	it.each(['provider', 'resource', 'operation'])('is refused as %s', async (name) => {
		const label = name.charAt(0).toUpperCase() + name.slice(1);
		for (const value of ['something else', '', '__proto__', 'constructor', 'toString', 17, true]) {
			const run = await runNode({
				parameters: { provider: 'twilio', resource: 'trunk', operation: 'getAll', [name]: value },
				credentials: sandboxCredentials(held.sandbox.addresses),
			});
			expect([value, String(run.error?.message)]).toEqual([
				value,
				expect.stringMatching(new RegExp(`^'${label}' `)),
			]);
			expect(held.sandbox.requests).toEqual([]);
		}
	});

	it('in one of many items: the item is named, and nothing was sent for the others', async () => {
		const names = ['one', 'two', 'a\r\nb', 'four'];
		const run = await runNode({
			parameters: {
				provider: 'twilio',
				resource: 'trunk',
				operation: 'create',
				name: '={{ $json.name }}',
				domainName: '',
			},
			input: names.map((name) => ({ name })),
			credentials: sandboxCredentials(held.sandbox.addresses),
		});
		expect(run.error).toMatchObject({
			context: { itemIndex: 2 },
			message: "'Name' contains a line break or another control character.",
			description: expect.stringContaining('nothing was sent') as unknown,
		});
		expect(held.sandbox.requests).toEqual([]);
	});
});

describe('what is entered in another way than usual', () => {
	/** The last request that changed something, its body by field. */
	function sent(): unknown {
		const { body, path } = held.sandbox.requests.filter((request) => !isRead(request)).at(-1) ?? {
			body: '',
			path: '',
		};
		if (body === '') return path;
		return body.startsWith('{')
			? (JSON.parse(body) as unknown)
			: Object.fromEntries(new URLSearchParams(body));
	}

	const enterOdd = async (parameters: INodeParameters, json: IDataObject) =>
		await runNode({
			parameters,
			input: [json],
			credentials: sandboxCredentials(held.sandbox.addresses),
		});

	const tryVoxTrunk = {
		provider: 'tryVox',
		resource: 'trunk',
		operation: 'create',
		authType: 'ip',
	};
	const uris = ['sip:a.example.com', 'sip:b.example.com'];

	it.each<[string, INodeParameters, IDataObject, unknown]>([
		[
			'a number as text',
			{ ...tryVoxTrunk, name: 'a', additionalFields: { maxConcurrentCalls: '={{ $json.calls }}' } },
			{ calls: ' 12 ' },
			{ max_channels: 12 },
		],
		[
			'a text that is a number',
			{ ...tryVoxTrunk, name: '={{ $json.name }}' },
			{ name: 4711 },
			{ name: '4711' },
		],
		[
			'a text with spaces around it',
			{ ...tryVoxTrunk, name: '={{ $json.name }}' },
			{ name: '  pbx\t' },
			{ name: 'pbx' },
		],
		[
			'text in any script',
			{ ...tryVoxTrunk, name: '={{ $json.name }}' },
			{ name: 'Büro 東京 🙂 "ü" & <b>' },
			{ name: 'Büro 東京 🙂 "ü" & <b>' },
		],
		[
			'a list with commas',
			{ ...tryVoxTrunk, name: 'a', additionalFields: { originationUris: '={{ $json.uris }}' } },
			{ uris: `${uris.join(' , ')},` },
			{ origination_uris: uris },
		],
		[
			'a list',
			{ ...tryVoxTrunk, name: 'a', additionalFields: { originationUris: '={{ $json.uris }}' } },
			{ uris },
			{ origination_uris: uris },
		],
		[
			'a list of one',
			{ ...tryVoxTrunk, name: 'a', additionalFields: { originationUris: '={{ $json.uris }}' } },
			{ uris: uris[0] },
			{ origination_uris: [uris[0]] },
		],
		[
			'true as text',
			{
				provider: 'miniVoice',
				resource: 'trunk',
				operation: 'create',
				name: 'a',
				proxy: 'sip.example.net',
				additionalFields: { enabled: '={{ $json.flag }}' },
			},
			{ flag: 'false' },
			{ is_active: false },
		],
		[
			'what is not set',
			{
				...tryVoxTrunk,
				name: 'a',
				additionalFields: {
					maxConcurrentCalls: '={{ $json.calls }}',
					terminationUri: '={{ $json.uri }}',
				},
			},
			{ calls: '', uri: '' },
			{ auth_type: 'ip', name: 'a' },
		],
		[
			'a name that means something to JavaScript',
			{ ...tryVoxTrunk, name: '={{ $json.name }}' },
			{ name: '__proto__' },
			{ name: '__proto__' },
		],
		[
			'a longer name in the domain, in upper case',
			{
				provider: 'twilio',
				resource: 'trunk',
				operation: 'create',
				name: 'a',
				domainName: '={{ $json.domain }}',
			},
			{ domain: ' ACME.pstn.Twilio.com ' },
			{ DomainName: 'acme.pstn.twilio.com' },
		],
	])('%s', async (_what, parameters, json, expected) => {
		const run = await enterOdd(parameters, json);
		expect(run.error?.message).toBeUndefined();
		expect(sent()).toMatchObject(expected as object);
	});

	it('nothing that is not set is sent', async () => {
		await enterOdd(
			{ ...tryVoxTrunk, name: 'a', additionalFields: { terminationUri: '={{ $json.uri }}' } },
			{ uri: '' },
		);
		expect(sent()).toEqual({ auth_type: 'ip', name: 'a' });
	});

	it.each([
		[
			'from the list',
			(id: string) => ({ __rl: true, mode: 'list', value: id, cachedResultName: 'x' }),
		],
		['by ID, with spaces that were pasted', (id: string) => byId(` ${id}\n`.trimEnd() + ' ')],
		['as a plain text instead of a picker', (id: string) => `={{ "${id}" }}`],
	])('a trunk %s', async (_how, parameter) => {
		held.sandbox.seedTrunks('twilio', 1);
		const [{ sid }] = held.sandbox.state('twilio').trunks;
		const run = await enterOdd(
			{ provider: 'twilio', resource: 'trunk', operation: 'get', trunkId: parameter(sid) },
			{},
		);
		expect(run.error?.message).toBeUndefined();
		expect(run.items[0].json.id).toBe(sid);
	});

	it.each(['+1 (555) 555-0101', '+1-555-555-0101', '+1.555.555.0101', ' +15555550101 '])(
		'a phone number written %s',
		async (written) => {
			held.sandbox.seedTrunks('twilio', 1);
			const [{ sid }] = held.sandbox.state('twilio').trunks;
			const run = await enterOdd(
				{
					provider: 'twilio',
					resource: 'phoneNumber',
					operation: 'assign',
					trunkId: byId(sid),
					phoneNumber: byId('={{ $json.number }}'),
				},
				{ number: written },
			);
			expect(run.error?.message).toBeUndefined();
			expect(run.items[0].json).toMatchObject({ phoneNumber: '+15555550101', trunkId: sid });
		},
	);
});
