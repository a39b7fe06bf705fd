import fc from 'fast-check';
import { escapeHtml, Redactor } from '../../../../nodes/SipTrunk/http/redaction';

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
		['what could be a part of any word', 'abc'],
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

	it('never holds a secret, wherever it was', () => {
		fc.assert(
			fc.property(secret, fc.jsonValue(), (value, json) => {
				const row = { a: [json, { [value]: { b: `1 ${value} 2` } }], c: value, d: [[value]] };
				const told = JSON.stringify(new Redactor([value]).row(row));
				expect(told).not.toContain(JSON.stringify(value).slice(1, -1));
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

describe('escapeHtml', () => {
	it('makes tags and entities harmless', () => {
		expect(escapeHtml('<img src="x" onerror=alert(1)> & &lt;')).toBe(
			'&lt;img src=&quot;x&quot; onerror=alert(1)&gt; &amp; &amp;lt;',
		);
	});
});
