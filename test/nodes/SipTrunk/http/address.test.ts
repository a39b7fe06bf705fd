import fc from 'fast-check';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import {
	apiBaseUrl,
	hostOf,
	originOf,
	path,
	rawNumber,
	Verbatim,
} from '../../../../nodes/SipTrunk/http/address';

const FALLBACK = 'https://api.provider.example/v1';

describe('hostOf', () => {
	it.each([
		['https://IVR.example.com', 'ivr.example.com'],
		['http://ivr.example.com:8080/answer?key=word@other.example', 'ivr.example.com'],
		['https://user:word@ivr.example.com/x', 'ivr.example.com'],
		['https://user@other.example@ivr.example.com', 'ivr.example.com'],
		['https://ivr.example.com?x=1', 'ivr.example.com'],
		['https://ivr.example.com#x@y', 'ivr.example.com'],
		['https://[2001:db8::7]:8443/x', '[2001:db8::7]'],
		['ftp://ivr.example.com', ''],
		['ivr.example.com', ''],
		['https://', ''],
		['', ''],
	])('of %p is %p', (url, host) => {
		expect(hostOf(url)).toBe(host);
	});
});

describe('apiBaseUrl', () => {
	it.each<[entered: unknown, url: string]>([
		['', FALLBACK],
		['   ', FALLBACK],
		[undefined, FALLBACK],
		[null, FALLBACK],
		['https://api.example.com', 'https://api.example.com'],
		['https://api.example.com/', 'https://api.example.com'],
		['https://api.example.com///', 'https://api.example.com'],
		['https://api.example.com//api/v1', 'https://api.example.com/api/v1'],
		['https://api.example.com/api//v1//', 'https://api.example.com/api/v1'],
		[' https://api.example.com/v1/ \n', 'https://api.example.com/v1'],
		['HTTPS://API.example.com:8443/v1', 'HTTPS://API.example.com:8443/v1'],
		['https://[2001:db8::7]:8443/x', 'https://[2001:db8::7]:8443/x'],
		['http://127.0.0.1:5690/twilio', 'http://127.0.0.1:5690/twilio'],
		['http://127.8.8.8', 'http://127.8.8.8'],
		['http://localhost:5690', 'http://localhost:5690'],
		['http://LOCALHOST', 'http://LOCALHOST'],
		['http://[::1]:5690', 'http://[::1]:5690'],
	])('%p is %s', (entered, url) => {
		expect(apiBaseUrl(entered, FALLBACK)).toBe(url);
	});

	it.each([
		'http://api.example.com',
		'http://192.168.1.10',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://0.0.0.0',
		'http://[::2]',
	])('refuses %p, where the key could be read on its way', (entered) => {
		expect(() => apiBaseUrl(entered, FALLBACK)).toThrow('must start with https://');
	});

	it.each([
		'api.example.com',
		'ftp://api.example.com',
		'//api.example.com',
		'https://',
		'https:///v1',
		'https://user@api.example.com',
		'https://user:word@api.example.com',
		'https://api.example.com@evil.example',
		'https://api.example.com\\@evil.example',
		'https://api.example.com\\.evil.example',
		'https://api.example.com?x=1',
		'https://api.example.com#x',
		'https://api.example.com/v1?x=1',
		'https://api exa.example.com',
		'https://api.example.com/v 1',
		'https://api.example.com/\nv1',
		'https://api.example.com:port',
		'https://api.example.com:0',
		'https://api.example.com:65536',
		'https://api.example.com:',
	])('refuses %p', (entered) => {
		expect(() => apiBaseUrl(entered, FALLBACK)).toThrow(
			expect.objectContaining({
				field: 'API Base URL',
				message: expect.stringContaining('must be a plain web address'),
				example: 'https://api.example.com',
			}),
		);
	});

	it('is an address whose host is the one that was entered, for anything', () => {
		const characters = fc.constantFrom(...'htps:/@.?#\\[]ab1 \n%-');
		const entered = fc.oneof(
			fc.string({ unit: characters }).map((rest) => `https://${rest}`),
			fc.string({ unit: characters }).map((rest) => `https://api.example.com${rest}`),
			fc.anything(),
		);
		fc.assert(
			fc.property(entered, (value) => {
				let url: string;
				try {
					url = apiBaseUrl(value, FALLBACK);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(url).not.toMatch(/[\s?#]|\/$|^https?:\/\/[^/]*@/i);
				expect(url.toLowerCase().startsWith(originOf(url))).toBe(true);
				if (!URL.canParse(url)) return;
				const { hostname, port, username } = new URL(url);
				expect(username).toBe('');
				const [, host] = /^https:\/\/([^/]*)$/i.exec(originOf(url)) ?? [];
				// Encoded characters and numbers are written out by the parser.
				expect(host.startsWith(hostname) || /%|^[\d.]+(?::\d*)?$/.test(host)).toBe(true);
				expect(host.endsWith(port)).toBe(true);
			}),
			{ numRuns: 1000, examples: [['https://1:1'], ['https://1.1']] },
		);
	});
});

describe('originOf', () => {
	it.each([
		['https://api.example.com/v1/Trunks?PageSize=1', 'https://api.example.com'],
		['HTTPS://API.example.com:8443', 'https://api.example.com:8443'],
		['http://127.0.0.1:5690/x', 'http://127.0.0.1:5690'],
		['https://api.example.com?x', 'https://api.example.com'],
		['https://api.example.com@evil.example/x', 'https://api.example.com@evil.example'],
		['/v1/Trunks', ''],
		['//evil.example/x', ''],
		['ftp://api.example.com', ''],
		['', ''],
	])('%p is %p', (url, origin) => {
		expect(originOf(url)).toBe(origin);
	});
});

describe('path', () => {
	it.each([
		[path`/v1/Trunks`, '/v1/Trunks'],
		[path`/v1/Trunks/${'TK1'}/PhoneNumbers/${'PN1'}`, '/v1/Trunks/TK1/PhoneNumbers/PN1'],
		[path`/numbers/${'+4930123456'}`, '/numbers/%2B4930123456'],
		[path`/numbers/${rawNumber('+4930123456')}/assign`, '/numbers/+4930123456/assign'],
		[path`/a/${'x/../y'}`, '/a/x%2F..%2Fy'],
		[path`/a/${'x?y#z'}`, '/a/x%3Fy%23z'],
		[path`/a/${'x\r\ny'}`, '/a/x%0D%0Ay'],
		[path`/a/${'ü'}`, '/a/%C3%BC'],
	])('%s', (made, expected) => {
		expect(made).toBe(expected);
	});

	it.each<unknown>(['', '.', '..', '...', undefined, null, 5, ['TK1'], { id: 'TK1' }])(
		'refuses %p',
		(value) => {
			expect(() => path`/v1/Trunks/${value as string}`).toThrow(InputError);
		},
	);

	it('keeps every value in its own segment', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.string({ unit: 'grapheme' }),
				(one, other) => {
					let made: string;
					try {
						made = path`/a/${one}/b/${other}/c`;
					} catch (error) {
						expect(error).toBeInstanceOf(InputError);
						return;
					}
					const { pathname, search, hash } = new URL(`https://example.com${made}`);
					expect([search, hash]).toEqual(['', '']);
					const [, a, first, b, second, c] = pathname.split('/');
					expect([a, b, c]).toEqual(['a', 'b', 'c']);
					expect([first, second].map(decodeURIComponent)).toEqual([one, other]);
				},
			),
		);
	});
});

describe('rawNumber', () => {
	it('is a number in E.164 and nothing else', () => {
		expect(rawNumber('+4930123456')).toEqual(new Verbatim('+4930123456'));
		for (const other of [
			'4930123456',
			'+49/../x',
			'+49 30',
			'',
			'+0123456789',
			'+49301234567890123',
		]) {
			expect(() => rawNumber(other)).toThrow(InputError);
		}
	});
});
