import { facts } from '../../facts/index';
import { isRead } from '../../facts/requests';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import { useSandbox } from '../sandbox/support';
import type { Run } from '../support/engine';
import {
	accountOf,
	accounts,
	decides,
	enter,
	enterEach,
	isPerItem,
	nameOfPlace,
	places,
	refusalProblems,
	refusalsProblems,
	type Place,
} from './entering';

/**
 * Kinds of input that were entered wrongly, at every field where the kind can occur. Which these are follows from what a
 * field takes, so that those of another provider are among them.
 */

const held = useSandbox();

const accepted = ({ check }: Field, value: unknown): unknown => {
	try {
		return check?.(value, 'Field');
	} catch {
		return undefined;
	}
};
const accepts = (field: Field, value: unknown) => accepted(field, value) !== undefined;

const isFilter = ({ group }: Place) => group?.name === 'filters';
const is = (type: Field['type']) => (place: Place) => place.field.type === type;
const isText = is('string');
const isCalled =
	(...names: string[]) =>
	({ field }: Place) =>
		names.includes(field.name);

const isSecret = ({ field }: Place) => field.typeOptions?.password === true;

const isNumber = (place: Place) =>
	!isFilter(place) &&
	!isSecret(place) &&
	accepts(place.field, '+4930123456') &&
	!accepts(place.field, 'hello, world') &&
	!accepts(place.field, 'pbx.example.com');
const isSipUri = ({ field }: Place) =>
	accepts(field, 'sip:pbx.example.com:5060;transport=tls') && !accepts(field, 'hello, world');
const isHost = ({ field }: Place) =>
	accepts(field, 'x.pstn.twilio.com') &&
	!accepts(field, 'hello, world') &&
	!accepts(field, 'sip:x.pstn.twilio.com') &&
	field.type === 'string';
const isBlock = ({ field }: Place) => {
	const whole = accepted(field, '8.8.4.0/28');
	const block: unknown = Array.isArray(whole) ? whole[0] : whole;
	return block !== null && typeof block === 'object' && 'cidr' in block;
};
const isAddress = (place: Place) =>
	isBlock(place) ||
	(accepted(place.field, '8.8.4.4') === '8.8.4.4' && !accepts(place.field, 'x.pstn.twilio.com'));
const isList = ({ field }: Place) =>
	isText({ field } as Place) &&
	Array.isArray(
		accepted(
			field,
			['sip:a.example.com', '+4930123456', 'NAME'].find((one) => accepts(field, one)),
		),
	);

const NOTHING_AS_TEXT = ['undefined', 'null', 'NaN', '[object Object]'];
const UNSEEN = ['\u200b', '\ufeff', '\u00ad', '\u2060', '\ufe0f', '\u202e'];
const BAD_HOSTS = [
	'-x.pstn.twilio.com',
	'x-.pstn.twilio.com',
	`${'x'.repeat(64)}.pstn.twilio.com`,
	'x..pstn.twilio.com',
	'x\u200b.pstn.twilio.com',
];

interface Kind {
	kind: string;
	has(place: Place): boolean;
	wrong: unknown[];
	/** Further parameters with which a wrong value is refused all the same. */
	more?: Array<Record<string, boolean>>;
}

const kinds: Kind[] = [
	{
		kind: 'an ID',
		has: (place) => is('resourceLocator')(place) && !isNumber(place),
		wrong: [
			...NOTHING_AS_TEXT,
			...['true', 'false', 'none', 'Infinity', true, false, Number.NaN],
			...['trunk_undefined', 'null-1', 'TK\u200b1', '\ufeffTK1'],
		],
		more: [{}, { ignoreIfMissing: true }],
	},
	{
		kind: 'a phone number',
		has: isNumber,
		wrong: [
			...NOTHING_AS_TEXT,
			...['+49 (030) 123456', '+44 (020) 7946 0958', '+61(043)1234567', '+49 (0)30 123456'],
			...['0049 30 123456', '0049 (030) 123456', '4930123456', '00', '01', '0000000000', true],
		],
		more: [{}, { ignoreIfMissing: true }],
	},
	{
		kind: 'a SIP URI',
		has: isSipUri,
		wrong: [
			...['?transport=tls', '&transport=tls', ';edge=a&amp;transport=tls', ';transport=', ';'],
			...[';transport=tcp;transport=tls', ';;transport=tls', ';transport=sctp', ';transport'],
		].map((tail) => `sip:pbx.example.com${tail}`),
	},
	{
		kind: 'a SIP URI',
		has: (place) =>
			isSipUri(place) && facts[place.choice.provider.value].api.urisWithoutScheme !== true,
		wrong: ['pbx.example.com;transport=tls'],
	},
	{ kind: 'a SIP URI', has: isSipUri, wrong: ['sip:pbx\u200b.example.com'] },
	{ kind: 'a host', has: isHost, wrong: BAD_HOSTS },
	{
		kind: 'a domain',
		has: (place) => isHost(place) && /domain/i.test(place.field.displayName),
		wrong: ['x.pstn.twilio.com:5060'],
	},
	{
		kind: 'an address',
		has: isAddress,
		wrong: ['0.0.0.0', '0.0.0.0/0', '8.8.4.4/0', '8.8.4.4/00', '8.8.4.4/032', '8.8.4.\u200b4'],
	},
	{
		kind: 'a user name',
		has: isCalled('username'),
		wrong: [...NOTHING_AS_TEXT, ...UNSEEN.map((one) => `p${one}bx`), '\ufeffpbx', 'p\u00a0bx'],
	},
	{ kind: 'a secret', has: isSecret, wrong: UNSEEN.map((one) => `Abcd-${one}12345678`) },
	{ kind: 'a name', has: isCalled('name'), wrong: ['\u200b', '\ufeff \u00ad', '\u3164'] },
	{
		kind: 'a field that may be left out',
		has: (place) =>
			!is('collection')(place) &&
			!decides(place) &&
			(!place.field.required || place.group !== undefined),
		wrong: [undefined, null],
	},
];

const casesOf = ({ has, more = [{}] }: Kind) =>
	places
		.filter(has)
		.flatMap((place) =>
			more
				.filter((parameters) =>
					Object.keys(parameters).every((name) =>
						place.choice.operation.fields.some((field) => field.name === name),
					),
				)
				.map((parameters) => ({ place, parameters })),
		);

describe.each(kinds)('$kind that is none', (kind) => {
	const cases = casesOf(kind);

	it('can occur', () => {
		expect(cases.length).toBeGreaterThan(0);
	});

	it('is refused wherever it can be entered, before any request', async () => {
		const belongings = accounts(held.sandbox);
		const problems: unknown[] = [];
		const tried = new Set<string>();
		const tell = (place: Place, value: unknown, found: string[]) => {
			if (found.length > 0) problems.push([nameOfPlace(place), value, found]);
			held.sandbox.requests.length = 0;
		};
		for (const { place, parameters } of cases) {
			const own = belongings[place.choice.provider.value];
			const { displayName } = place.field;
			const more = { more: parameters };
			// The others go into one run, which goes on after each of them.
			const isFirst = !tried.has(place.choice.provider.value);
			tried.add(place.choice.provider.value);
			const count = !isPerItem(place) ? kind.wrong.length : isFirst ? 1 : 0;
			const [alone, others] = [kind.wrong.slice(0, count), kind.wrong.slice(count)];
			for (const value of alone) {
				const run = await enter(held.sandbox, place, value, own, more);
				tell(place, value, refusalProblems(held.sandbox, run, displayName));
			}
			if (others.length === 0) continue;
			const run = await enterEach(held.sandbox, place, others, own, more);
			const found = refusalsProblems(held.sandbox, run, displayName, others.length);
			tell(place, 'all of them', found.others);
			found.ofItems.forEach((of, index) => tell(place, others[index], of));
		}
		expect(problems).toEqual([]);
	});
});

/** What arrived in requests that change something, as text. */
const sentText = () =>
	held.sandbox.requests
		.filter((request) => !isRead(request))
		.map(({ body }) => (body.startsWith('{') ? body : decodeURIComponent(body.replace(/\+/g, ' '))))
		.join('\n');

interface Right {
	kind: string;
	has(place: Place): boolean;
	/** What is entered, and what has to be sent; `%` in it is whatever the field would have sent. */
	entered: Array<[value: unknown, sent: RegExp, notSent: RegExp]>;
}

const writes = ({ choice }: Place) => !choice.operation.readsOnly;

const rights: Right[] = [
	{
		kind: 'a name with characters that nobody sees',
		has: (place) => isCalled('name', 'description')(place) && writes(place) && isText(place),
		entered: [
			['Ber\u200blin\ufeff \u00adPBX', /Berlin PBX/, /[\u200b\ufeff\u00ad]/],
			['\u2060Berlin PBX\u202c', /Berlin PBX/, /[\u2060\u202c]/],
		],
	},
	{
		kind: 'a phone number with characters that nobody sees',
		has: (place) => isNumber(place) && place.choice.operation.value === 'create',
		entered: [
			['+1\ufe0d 555-010-4567', /15550104567/, /\ufe0d/],
			['\ufeff+1\u2212555\u2212010\u22124567\u200b', /15550104567/, /[\u2212\ufeff]/],
			['+1\u00a0(555)\u202f010.4567', /15550104567/, /[\u00a0\u202f]/],
		],
	},
	{
		kind: 'a list of numbers that names one twice',
		has: (place) => isList(place) && isNumber(place),
		entered: [
			['+15550104567,+1 555 010 4567', /15550104567/, /15550104567.*15550104567/s],
			['["+15550104567","+1 555 010 4567"]', /15550104567/, /15550104567.*15550104567/s],
			[['+15550104567', '+1 (555) 010-4567'], /15550104567/, /15550104567.*15550104567/s],
		],
	},
	{
		kind: 'a list of URIs that names one twice',
		has: (place) => isList(place) && isSipUri(place),
		entered: [
			['sip:aa.example.com, sip:aa.example.com', /aa\.example/, /aa\.example.*aa\.example/s],
			['["sip:aa.example.com","sip:aa.example.com"]', /aa\.example/, /aa\.example.*aa\.example/s],
		],
	},
];

describe.each(rights)('$kind', ({ has, entered }) => {
	const cases = places
		.filter(has)
		.flatMap((place) => entered.map(([value, sent, notSent]) => ({ place, value, sent, notSent })));

	it('can occur', () => {
		expect(cases.length).toBeGreaterThan(0);
	});

	it('is sent as it is meant', async () => {
		for (const { place, value, sent, notSent } of cases) {
			held.sandbox.reset();
			const own = accountOf(place, held.sandbox);
			const run = await enter(held.sandbox, place, value, own);
			const told = [nameOfPlace(place), run.error?.message];
			expect(told).toEqual([nameOfPlace(place), undefined]);
			expect([nameOfPlace(place), sentText()]).toEqual([
				nameOfPlace(place),
				expect.stringMatching(sent),
			]);
			expect(sentText()).not.toMatch(notSent);
		}
	});
});

describe('a block of addresses that holds a good part of all', () => {
	const wide = places.filter((place) => isBlock(place) && writes(place));

	it('can occur', () => {
		expect(wide.length).toBeGreaterThan(0);
	});

	it.each([
		['64.0.0.0/2', /64\.0\.0\.0\/2 lets 1,073,741,824 addresses call, one of 4/],
		['11.0.0.0/8', undefined],
	])('is told in a hint after the run: %s', async (entered, words) => {
		for (const place of wide) {
			held.sandbox.reset();
			const own = accountOf(place, held.sandbox);
			const run = await enter(held.sandbox, place, entered, own);
			const hints = run.hints.map(({ message }) => message);
			expect([nameOfPlace(place), run.error?.message, hints]).toEqual([
				nameOfPlace(place),
				undefined,
				words === undefined ? [] : [expect.stringMatching(words)],
			]);
		}
	});
});

const updates = places.filter(({ group }) => group?.name === 'updateFields');

/** What a body has under the key of a field, however deep. */
function valuesSentAs(field: Field, body: string): unknown[] {
	const key = field.sentAs?.split('.').at(-1);
	const found: unknown[] = [];
	const search = (value: unknown) => {
		if (value === null || typeof value !== 'object') return;
		for (const [name, entry] of Object.entries(value)) {
			if (name === key) found.push(entry);
			search(entry);
		}
	};
	search(body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)));
	return found;
}

/** Empty, or what says of a list that it is to be emptied. */
const isNothing = (value: unknown) =>
	value === null || ['""', '[]', '{}', '{"clear":true}'].includes(JSON.stringify(value));

describe('an update', () => {
	const isEmptied = ({ field }: Place) => field.type !== 'multiOptions';

	it('of an empty field alone changes nothing', async () => {
		const belongings = accounts(held.sandbox);
		const problems: unknown[] = [];
		const run = async (place: Place, value: unknown): Promise<Run> =>
			await enter(held.sandbox, place, value, belongings[place.choice.provider.value], {
				alone: true,
			});
		for (const place of updates.filter(isEmptied)) {
			const { error } = await run(place, '');
			const writing = held.sandbox.requests.filter((request) => !isRead(request));
			if (
				writing.length > 0 ||
				!/^'Update Fields' needs at least one/.test(String(error?.message))
			) {
				problems.push([nameOfPlace(place), error?.message, writing.map(({ body }) => body)]);
			}
			held.sandbox.requests.length = 0;
		}
		expect(problems).toEqual([]);
	});

	it('of empty fields beside another leaves them out', async () => {
		for (const place of updates.filter(isEmptied)) {
			held.sandbox.reset();
			const own = accountOf(place, held.sandbox);
			await enter(held.sandbox, place, '', own);
			const bodies = held.sandbox.requests.filter((request) => !isRead(request));
			for (const { body } of bodies) {
				const empty = valuesSentAs(place.field, body).filter(isNothing);
				expect([nameOfPlace(place), empty]).toEqual([nameOfPlace(place), []]);
			}
		}
	});

	const clearing = updates
		.filter(({ field }) => field.name === 'clearFields')
		.flatMap((place) =>
			(place.field.options as Array<{ value: string }>).map(({ value }) => ({ place, value })),
		);

	it('can clear something somewhere', () => {
		expect(clearing.length).toBeGreaterThan(0);
	});

	it.each(
		clearing.map((entry) => ({ ...entry, title: `${nameOfPlace(entry.place)} ${entry.value}` })),
	)('clears by name: $title', async ({ place, value }) => {
		const own = accountOf(place, held.sandbox);
		const { field, common } = updates.find(
			(other) => other.choice === place.choice && other.field.name === value,
		) as Place;
		const run = await enter(held.sandbox, { ...place, common }, [value], own, { alone: true });
		expect(run.error?.message).toBeUndefined();
		const { body } = held.sandbox.requests.filter((request) => !isRead(request)).at(-1) ?? {
			body: '',
		};
		expect(valuesSentAs(field, body).some(isNothing)).toBe(true);
	});

	it.each(
		clearing.map((entry) => ({ ...entry, title: `${nameOfPlace(entry.place)} ${entry.value}` })),
	)('refuses to set and clear: $title', async ({ place, value }) => {
		const own = accountOf(place, held.sandbox);
		const run = await enter(held.sandbox, place, [value], own);
		expect(run.error?.message).toMatch(/^'Clear Fields' names '.+', which is set as well\./);
		expect(held.sandbox.requests).toEqual([]);
	});
});

it('takes a weight of 0, which occurs in accounts', async () => {
	const weights = places.filter(isCalled('weight'));
	expect(weights.length).toBeGreaterThan(0);
	for (const place of weights) {
		held.sandbox.reset();
		const own = accountOf(place, held.sandbox);
		const run = await enter(held.sandbox, place, 0, own);
		expect([nameOfPlace(place), run.error?.message]).toEqual([nameOfPlace(place), undefined]);
		expect(sentText()).toMatch(/Weight"?[=:]0/i);
	}
});
