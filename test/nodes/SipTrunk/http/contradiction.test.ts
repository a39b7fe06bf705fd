import type { IDataObject } from 'n8n-workflow';
import { contradicts } from '../../../../nodes/SipTrunk/http/contradiction';

describe('contradicts', () => {
	it.each<[row: IDataObject, asked: IDataObject, contradicts: boolean]>([
		[{ secure: false }, { secure: true }, true],
		[{ secure: false }, { Secure: 'true' }, true],
		[{ secure: true }, { Secure: 'true' }, false],
		[{ friendly_name: 'b' }, { FriendlyName: 'a' }, true],
		[{ limit: 99 }, { limit: 10 }, true],
		[{ limit: '10' }, { limit: 10 }, false],
		[{ transport: 'TLS' }, { transport: 'tls' }, false],
		[{ limit: 0 }, { limit: 10 }, true],
		[{}, { limit: 10 }, false],
		[{ limit: null }, { limit: 10 }, false],
		[{ limit: '' }, { limit: 10 }, false],
		[{ limit: 10 }, { limit: null }, false],
		[{ limit: 10 }, { limit: '' }, false],
		[{ uris: ['a', 'b'] }, { uris: ['b', 'A'] }, false],
		[{ uris: ['a'] }, { uris: ['a', 'b'] }, true],
		[{ uris: [] }, { uris: ['a'] }, true],
		[{ uris: [{ uri: 'a' }] }, { uris: ['b'] }, false],
		[{ uris: 'a,b' }, { uris: ['c'] }, false],
		[{ outbound: { channel_limit: 5 } }, { outbound: { channel_limit: 6 } }, true],
		[{ outbound: { channel_limit: 5, x: 1 } }, { outbound: { channel_limit: 5 } }, false],
		[{ password: '***', Password: '***' }, { password: 'a', Password: 'b' }, false],
	])('%j, asked for %j: %p', (row, asked, expected) => {
		expect(contradicts(row, asked)).toBe(expected);
	});

	it('is not one, where the provider may report that value whatever was asked for', () => {
		const mayDiffer = (key: string, told: unknown) => key === 'direction' && told === 'both';
		expect(contradicts({ direction: 'both' }, { direction: 'inbound' }, mayDiffer)).toBe(false);
		expect(contradicts({ direction: 'outbound' }, { direction: 'inbound' }, mayDiffer)).toBe(true);
	});
});
