import fc from 'fast-check';
import { Redactor } from '../../../../nodes/SipTrunk/http/redaction';
import { escapeHtml } from '../../../../nodes/SipTrunk/http/secretForms';

const MASK = '[redacted]';

/** How others write a text; none of them shares code with the redactor. */
const encoders: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'in a sentence': (text) => `Invalid value "${text}" for x.`,
	'in the URL of a browser': encodeURIComponent,
	'in a URL in lower case': (text) =>
		encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
	'in a form': (text) => new URLSearchParams({ a: text }).toString(),
	'in a URL by RFC 3986': (text) =>
		encodeURIComponent(text).replace(
			/[!'()*]/g,
			(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
		),
	'in JSON': (text) => JSON.stringify({ a: text }),
	'in JSON with escaped slashes': (text) => JSON.stringify({ a: text }).replace(/\//g, '\\/'),
	'in JSON of ASCII only': (text) =>
		JSON.stringify({ a: text }).replace(
			/[\u007f-\uffff]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		),
	'in HTML': (text) =>
		text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
	'in HTML with apostrophes': (text) =>
		text
			.replace(/&/g, '&amp;')
			.replace(/</g, '&lt;')
			.replace(/>/g, '&gt;')
			.replace(/"/g, '&quot;')
			.replace(/'/g, '&#39;'),
};

const rowsOf = (redactor: Redactor) => ({
	row: (value: unknown, ownId?: string) => redactor.row(value, ownId),
});

/** What a provider may call too short, and what occurs in the mask itself, would say nothing here. */
const isTelling = (secret: string) =>
	secret.trim().length >= 4 && !MASK.includes(secret.trim()) && !/^[\d.]+$/.test(secret.trim());

const secret = fc
	.oneof(
		fc.string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 40 }),
		fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 }),
		fc.string({ unit: fc.constantFrom(...'aZ9!\'()*~-._ +&=%/\\"<>#?:;@äß€📞'), minLength: 4 }),
	)
	.filter(isTelling);

describe('Redactor.text', () => {
	it.each(Object.keys(encoders))('masks a secret %s', (name) => {
		const encode = encoders[name];
		fc.assert(
			fc.property(secret, (value) => {
				const form = encode(value);
				const told = new Redactor([value]).text(`1 ${form} 2`);
				expect(told).toContain(MASK);
				expect(told).not.toContain(value);
				expect(told).not.toContain(form);
				expect(told.startsWith('1 ')).toBe(true);
				expect(told.endsWith(' 2')).toBe(true);
			}),
		);
	});

	it('masks a secret inside an Authorization header of Basic, wherever it begins', () => {
		const user = fc.stringMatching(/^[A-Z]{2}[0-9a-f]{0,6}$/);
		const word = fc.string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 40 });
		fc.assert(
			fc.property(user, word.filter(isTelling), fc.boolean(), (name, value, isFirst) => {
				const pair = isFirst ? `${value}:${name}` : `${name}:${value}`;
				const told = new Redactor([value]).text(
					`Basic ${Buffer.from(pair).toString('base64')} refused`,
				);
				const left = told.replace('Basic ', '').replace(' refused', '').split(MASK);
				expect(left.length).toBeGreaterThan(1);
				// At the edges, bits of the neighbours share a character with the secret.
				for (const piece of left) {
					const readable = Buffer.from(piece, 'base64').toString('latin1');
					expect(readable.length).toBeLessThanOrEqual(name.length + 3);
				}
			}),
		);
	});

	it('masks several secrets, also where one contains another', () => {
		fc.assert(
			fc.property(secret, secret, (one, other) => {
				const longer = `${one}7${other}`;
				const redactor = new Redactor([one, longer, other]);
				const told = redactor.text(`${longer} ${one} ${other}`);
				for (const value of [one, other, longer]) expect(told).not.toContain(value);
			}),
		);
		expect(new Redactor(['abcd', 'abcdefgh']).text('abcdefgh')).toBe(MASK);
	});

	it('masks a secret that was pasted with spaces, with them and without', () => {
		const redactor = new Redactor(['  pasted word\n']);
		expect(redactor.text('pasted word')).toBe(MASK);
		expect(redactor.text('<  pasted word\n>')).toBe(`<${MASK}>`);
	});

	it('leaves everything else as it is', () => {
		const redactor = new Redactor(['hidden word', 'another one']);
		fc.assert(
			fc.property(fc.string(), (text) => {
				fc.pre(!/hidden|another/.test(text));
				expect(redactor.text(text)).toBe(text);
			}),
		);
	});

	it.each<[what: string, value: unknown]>([
		['nothing', undefined],
		['an empty text', ''],
		['spaces', '      '],
		['what could be a part of any word, outside of what a provider says', 'abc'],
		['what is no text', 5],
		['an object', { a: 'abcdef' }],
	])('ignores %s', (_, value) => {
		expect(new Redactor([value]).text('abc 5      abcdef')).toBe('abc 5      abcdef');
	});

	it('stands half characters, which no encoding can write', () => {
		const redactor = new Redactor(['word\ud83d', '\ude00word', '\ud800\ud800\ud800\ud800']);
		expect(redactor.text('a word\ud83d b')).toBe(`a ${MASK} b`);
	});

	it('learns secrets while it is in use', () => {
		const redactor = new Redactor();
		expect(redactor.text('made word')).toBe('made word');
		redactor.add('made word');
		expect(redactor.text('made word')).toBe(MASK);
	});

	it('keeps the secrets of items apart, and shares those of the run', () => {
		const run = new Redactor(['run word']);
		const first = run.with(['first word']);
		const second = run.with([]);
		second.add('second word');
		const text = 'run word, first word, second word';
		expect(run.text(text)).toBe(`${MASK}, first word, second word`);
		expect(first.text(text)).toBe(`${MASK}, ${MASK}, second word`);
		expect(second.text(text)).toBe(`${MASK}, first word, ${MASK}`);
	});

	it('takes a moment for a long text', () => {
		const redactor = new Redactor(['aaaaaaab', 'hidden word']);
		const text = 'a'.repeat(2_000_000);
		expect(redactor.text(text)).toBe(text);
	});
});

describe('Redactor.words', () => {
	it.each<[secret: string, said: string, told: string]>([
		['a1b', 'password "a1b" is too short', `password "${MASK}" is too short`],
		['a1b', 'a1b', MASK],
		['a1b', 'a1bc xa1b a1b_ _a1b éa1b a1b', `a1bc xa1b a1b_ _a1b éa1b ${MASK}`],
		['x', 'x is not x: max x', `${MASK} is not ${MASK}: max ${MASK}`],
		[' 42 ', 'PIN 42, not 421', `PIN ${MASK}, not 421`],
		['$1', 'not $1.', `not ${MASK}.`],
		['.*', 'any ".*" word', `any "${MASK}" word`],
		['a&b', 'a=a%26b or a&amp;b', `a=${MASK} or ${MASK}`],
		['ab\ud83d', 'ab\ud83d ab', `${MASK} ab`],
		['[', '[ hidden word ]', `${MASK} ${MASK} ]`],
	])('masks %p as a whole word: %p', (secret, said, told) => {
		const redactor = new Redactor(['hidden word', secret]);
		expect(redactor.words(said)).toBe(told);
		expect(new Redactor(['hidden word']).with([secret]).words(said)).toBe(told);
	});

	it('masks longer ones wherever they are', () => {
		expect(new Redactor(['abcd']).words('xabcdx')).toBe(`x${MASK}x`);
	});

	it('never holds a word that is a secret', () => {
		const short = fc.stringMatching(/^[a-z0-9!$&*.-]{1,3}$/);
		fc.assert(
			fc.property(short, (value) => {
				const told = new Redactor([value]).words(`1 "${value}" and ${value}`);
				expect(told.split(/[ "]/)).not.toContain(value);
			}),
		);
	});
});

describe('Redactor.row', () => {
	const redactor = new Redactor(['hidden word', '12345678']);

	it('leaves out what is called a secret, and masks what is one', () => {
		const row = {
			sid: 'TK1',
			password: 'x',
			auth_password: 'x',
			sipPassword: 'x',
			client_secret: 'x',
			auth_token: 'x',
			authToken: 'x',
			api_key: 'x',
			apiKey: 'x',
			private_key: 'x',
			passwd: 'x',
			password_required: true,
			token_type: 'kept',
			nested: { list: [{ secret: 'x', note: 'a hidden word b' }, 'hidden word', null] },
			number: 12345678,
			other: 1234567,
			yes: true,
			nothing: null,
			'key with hidden word': 1,
		};
		expect(redactor.row(row)).toEqual({
			sid: 'TK1',
			password_required: true,
			token_type: 'kept',
			nested: { list: [{ note: `a ${MASK} b` }, MASK, null] },
			number: MASK,
			other: 1234567,
			yes: true,
			nothing: null,
			[`key with ${MASK}`]: 1,
		});
	});

	it('does not change what it is given', () => {
		const row = { password: 'x', note: 'hidden word', list: ['hidden word'] };
		redactor.row(row);
		expect(row).toEqual({ password: 'x', note: 'hidden word', list: ['hidden word'] });
	});

	it('is not fooled by prototype keys', () => {
		const row = JSON.parse(
			'{"__proto__": {"isAdmin": true}, "constructor": "c", "a": 1}',
		) as object;
		const told = redactor.row(row);
		expect(Object.keys(told)).toEqual(['constructor', 'a']);
		expect(Object.getPrototypeOf(told)).toBe(Object.prototype);
		expect('isAdmin' in told).toBe(false);
	});

	it('masks a short secret where it is a word of its own, and leaves what only contains it', () => {
		const short = new Redactor(['2026', 'abc']);
		const row = {
			id: 'trunk_20260304T050607.000000000',
			created_at: '2026-03-04T05:06:07Z',
			name: 'Carrier2026',
			abc: 'abc',
			'2026': 1,
			calls: 20261,
		};
		expect(short.row(row)).toEqual(row);
		expect(short.row({ note: '2026', list: [2026, ' 2026'] })).toEqual({
			note: MASK,
			list: [MASK, ` ${MASK}`],
		});
		expect(short.row({ uri: 'sip:user:2026@sip.example.net' })).toEqual({
			uri: `sip:user:${MASK}@sip.example.net`,
		});
		expect(short.ownRow({ id: '1', name: 'Carrier 2026' })).toEqual({
			id: '1',
			name: 'Carrier 2026',
		});
	});

	it.each([
		'2026-03-04T05:06:07.000Z',
		'2026-03-04 05:06:07+05:30',
		'Wed, 04 Mar 2026 05:06:07 +0000',
	])('leaves a date that contains a secret: %s', (date) => {
		const { row } = rowsOf(new Redactor(['2026-03-04', '04 Mar 2026']));
		expect(row({ made: date })).toEqual({ made: date });
		expect(row({ note: '2026-03-04', other: `on ${date}` })).toEqual({
			note: MASK,
			other: expect.stringContaining(MASK) as string,
		});
	});

	it("leaves a row's own ID, wherever it is, unless it is a secret itself or holds a key", () => {
		const { row } = rowsOf(new Redactor().with(['20260304', 'hidden word']));
		const id = 'trunk_20260304T050607';
		const given = { trunk_id: id, links: [{ of: id, note: `${id} hidden word` }], n: 20260304 };
		expect(row(given, id)).toEqual({
			trunk_id: id,
			links: [{ of: id, note: `trunk_${MASK}T050607 ${MASK}` }],
			n: MASK,
		});
		expect(row(given)).toMatchObject({ trunk_id: `trunk_${MASK}T050607` });
		expect(row({ id: 20260304, of: '20260304' }, '20260304')).toEqual({ id: MASK, of: MASK });
		const keys = rowsOf(new Redactor(['20260304']));
		expect(keys.row(given, id)).toMatchObject({ trunk_id: `trunk_${MASK}T050607` });
		expect(keys.row({ id: '20260304' }, '20260304')).toEqual({ id: MASK });
	});

	it('never holds a secret of eight or more characters, wherever it was', () => {
		const long = secret.filter((value) => value.trim().length >= 8);
		fc.assert(
			fc.property(long, fc.jsonValue(), (value, json) => {
				const row = { a: [json, { [value]: { b: `1 ${value} 2` } }], c: value, d: [[value]] };
				const told = JSON.stringify(new Redactor([value]).row(row));
				expect(told).not.toContain(JSON.stringify(value).slice(1, -1));
			}),
		);
	});

	it('never has a secret of four or more characters as a value', () => {
		fc.assert(
			fc.property(secret, fc.jsonValue(), (value, json) => {
				const told = new Redactor([value]).row({ a: [json, { b: value }], c: value, d: [[value]] });
				expect(told).toMatchObject({ c: MASK, d: [[MASK]] });
				expect((told.a as unknown[])[1]).toEqual({ b: MASK });
			}),
		);
	});

	it('leaves a row without secrets as it is', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (json) => {
				fc.pre(!/hidden word|12345678|__proto__|pass|secret|token|key/i.test(JSON.stringify(json)));
				expect(redactor.row(json)).toEqual(json);
			}),
		);
	});
});

describe('Redactor.ownRow', () => {
	const row = {
		provider: 'miniVoice',
		id: 'outbound',
		name: 'outbound calls',
		status: 'inactive',
		direction: 'outbound',
		sipDomain: 'outbound.example.com',
		transport: 'udp',
		authentication: ['credentials'],
		createdAt: '2026-03-04T05:06:07.000Z',
		updatedAt: '2026-03-04T05:06:07.000Z',
	};

	it.each([
		'provider',
		'miniVoice',
		'inactive',
		'direction',
		'credentials',
		'authentication',
		'createdAt',
		'2026-03-04',
		'2026-03-04T05:06:07.000Z',
		'name',
	])('leaves keys, ID, dates and fixed words where the secret is %p', (secret) => {
		expect(new Redactor([secret]).ownRow(row)).toEqual(row);
	});

	it('masks a secret in all that a provider may fill in, and leaves out what is called one', () => {
		const given = { ...row, password: 'x', nested: { secret: 1 } };
		expect(new Redactor(['outbound']).ownRow(given)).toEqual({
			...row,
			id: MASK,
			name: `${MASK} calls`,
			sipDomain: `${MASK}.example.com`,
			nested: {},
		});
	});

	it('masks it where the value is not a word of the node, also under the names of those', () => {
		const echoed = {
			id: 'trunk_hidden-key-1',
			status: 'active hidden-key-1',
			direction: 'hidden-key-1',
			transport: 'udp;hidden-key-1',
			authentication: ['ip', 'hidden-key-1'],
			createdAt: 'hidden-key-1',
			updatedAt: '2026-03-04T05:06:07.000Z',
		};
		const told = {
			id: `trunk_${MASK}`,
			status: `active ${MASK}`,
			direction: MASK,
			transport: `udp;${MASK}`,
			authentication: ['ip', MASK],
			createdAt: MASK,
			updatedAt: '2026-03-04T05:06:07.000Z',
		};
		expect(new Redactor(['hidden-key-1']).ownRow(echoed)).toEqual(told);
		// An ID that contains a password that somebody has chosen does so by accident.
		expect(new Redactor().with(['hidden-key-1']).ownRow(echoed)).toEqual({
			...told,
			id: echoed.id,
		});
	});
});

describe("a credential's key", () => {
	const word = 'Key_For-Nobody.42';
	const redactor = new Redactor([` ${word}\n`]);

	it.each([word, word.toLowerCase(), word.toUpperCase(), encodeURIComponent(word), ` ${word}\n`])(
		'is masked wherever it is: %j',
		(form) => {
			expect(redactor.text(`a ${form} b`)).not.toContain(form);
			const told = redactor.row({ id: form, [form]: [form, `x${form}x`] }, form);
			expect(told).toEqual({ id: MASK, [MASK]: [MASK, `x${MASK}x`] });
		},
	);

	it.each([
		'key_for-nobody.42.evil.example',
		'evil.example:key-for-nobody42',
		'key-for-.nobody.evil.example',
		'x.key.for.nobo.example',
	])('is known by a part in a host: %s', (host) => {
		expect(redactor.isPartIn(host)).toBe(true);
	});

	it.each(['api.example.com', 'nobody.example', '', 'localhost:9'])(
		'is not suspected in every host: %j',
		(host) => {
			expect(redactor.isPartIn(host)).toBe(false);
		},
	);

	it('is not needed to know a token that a request was signed with', () => {
		const token = `eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJkZXZrZXkifQ.${'a'.repeat(43)}`;
		expect(redactor.text(`Bearer ${token} refused`)).toBe(`Bearer ${MASK} refused`);
		expect(redactor.row({ id: token, note: `(${token})` }, token)).toEqual({
			id: MASK,
			note: `(${MASK})`,
		});
		expect(redactor.text('eyJust.a.word')).toBe('eyJust.a.word');
	});
});

describe('escapeHtml', () => {
	it('makes tags and entities harmless', () => {
		expect(escapeHtml('<img src="x" onerror=alert(1)> & &lt;')).toBe(
			'&lt;img src=&quot;x&quot; onerror=alert(1)&gt; &amp; &amp;lt;',
		);
	});
});
