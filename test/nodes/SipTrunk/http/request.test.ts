import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { changes, encoded, isRepeatable } from '../../../../nodes/SipTrunk/http/request';

describe('a method', () => {
	it.each<[method: IHttpRequestMethods, repeatable: boolean, changing: boolean]>([
		['GET', true, false],
		['PUT', true, true],
		['DELETE', true, true],
		['POST', false, true],
		['PATCH', false, true],
	])('%s: may be repeated %p, changes something %p', (method, repeatable, changing) => {
		const request = { method, path: '/' };
		expect(isRepeatable(request)).toBe(repeatable);
		expect(changes(request)).toBe(changing);
	});

	it.each(['GET', 'PUT', 'DELETE', 'POST', 'PATCH'] as const)(
		'%s may be repeated, and changes nothing, where a request says so',
		(method) => {
			for (const repeatable of [true, false]) {
				expect(isRepeatable({ method, path: '/', repeatable })).toBe(repeatable);
			}
			expect(changes({ method, path: '/', readsOnly: true })).toBe(false);
		},
	);
});

describe('a form', () => {
	it.each<[body: IDataObject, form: string]>([
		[
			{ FriendlyName: 'a b&c=d', Secure: false, Weight: 0 },
			'FriendlyName=a+b%26c%3Dd&Secure=false&Weight=0',
		],
		[{ Sid: ['a', 'b'], Url: '' }, 'Sid=a&Sid=b&Url='],
		[{ a: undefined, b: null, c: [], d: [null, 'x'] } as IDataObject, 'd=x'],
		[{ Url: 'sip:+49@pbx.example.com;x=y' }, 'Url=sip%3A%2B49%40pbx.example.com%3Bx%3Dy'],
		[{}, ''],
	])('the form of %p', (body, form) => {
		expect(encoded('form', body)).toBe(form);
	});
});
