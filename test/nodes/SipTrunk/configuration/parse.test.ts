import { wantedFromJson } from '../../../../nodes/SipTrunk/configuration/parse';
import type { ConfigurationPort } from '../../../../nodes/SipTrunk/configuration/port';
import { twilioConfiguration } from '../../../../nodes/SipTrunk/providers/twilio/configuration';

const port = twilioConfiguration as unknown as ConfigurationPort;
const parse = (value: unknown) => wantedFromJson(port, value);

it('fixes types, so that "true" and true are one, and an address has its prefix length', () => {
	const typed = {
		name: 'One',
		secure: true,
		originationUris: [{ uri: 'sip:pbx.example.com', priority: 10, enabled: false }],
		allowedAddresses: [{ address: '11.22.33.4/32' }],
	};
	const written = {
		name: ' One ',
		secure: 'true',
		originationUris: [{ uri: 'sip:pbx.example.com', priority: '10', enabled: 'false' }],
		allowedAddresses: '11.22.33.4',
	};
	expect(parse(written)).toEqual(parse(typed));
	expect(parse(JSON.stringify(written))).toEqual(parse(typed));
});

it('takes lists of what entries are known by, and an empty one for none', () => {
	expect(
		parse({ phoneNumbers: '+14155550100, +14155550101', sipCredentials: [] }).sections,
	).toEqual({
		phoneNumbers: [{ phoneNumber: '+14155550100' }, { phoneNumber: '+14155550101' }],
		sipCredentials: [],
	});
});

it.each([
	[{ nmae: 'One' }, 'has a key "nmae" that is not known'],
	[{ originationUris: [{ uri: 'sip:a.example', prio: 1 }] }, 'has a key "prio" that is not known'],
	[{ password: 'x' }, 'must not hold a secret'],
	[{ sipCredentials: [{ username: 'a', password: 'x' }] }, 'must not hold a secret'],
	[{ name: null }, 'has nothing in it'],
	[{ disasterRecoveryUrl: 'https://example.com/?key=[redacted]' }, 'stands for a secret'],
	[{ originationUris: [{ name: 'PBX' }] }, 'needs "uri"'],
	[
		{ originationUris: [{ uri: 'sip:a.example' }, { uri: 'sip:a.example', name: 'B' }] },
		'names "sip:a.example" twice',
	],
	['no JSON', 'must be a JSON object'],
	['{"name":"One","constructor":1}', 'has a key "constructor" that is not known'],
	['{"name":"One","__proto__":{}}', 'has a key "__proto__" that is not known'],
	[{ id: null }, "'Configuration, id' has nothing in it"],
	[{ provider: null, name: 'One' }, "'Configuration, provider' has nothing in it"],
	[{ provider: 5, name: 'One' }, 'must be the name of a provider'],
	// What an expression leaves that finds nothing is never taken for "none", which could remove everything.
	[{ sipCredentials: [null] }, 'has nothing in it'],
	[{ sipCredentials: ['a', null] }, "'Configuration, sipCredentials, entry 2' has nothing in it"],
	[{ sipCredentials: [''] }, 'for none write []'],
	[{ sipCredentials: ['a', ''] }, "'Configuration, sipCredentials, entry 2' is empty"],
	[{ sipCredentials: '["a", ""]' }, 'for none write []'],
	[{ phoneNumbers: ',' }, 'for none write []'],
	[{ phoneNumbers: ' , ' }, 'for none write []'],
	[{ originationUris: true }, 'must be a text'],
	[{ originationUris: [[]] }, 'must be a text'],
	[{ originationUris: {} }, 'needs "uri"'],
	[{ phoneNumbers: 4155550100 }, 'must be in E.164 form'],
	[{ name: ['One'] }, 'must be a text'],
	[{ secure: 1 }, 'must be true or false'],
])('refuses %j', (value, message) => {
	expect(() => parse(value)).toThrow(message);
});

it('takes an empty text for "not set", and what is empty in a text with commas for nothing', () => {
	expect(parse({ name: 'One', sipCredentials: '', phoneNumbers: ' ', id: '' })).toEqual({
		settings: { name: 'One' },
		sections: {},
		foreign: {},
	});
	const { phoneNumbers } = parse({ phoneNumbers: '+14155550100, ,' }).sections;
	expect(phoneNumbers).toEqual([{ phoneNumber: '+14155550100' }]);
});

it('knows its own name however it is written', () => {
	const id = `TK${'0'.repeat(32)}`;
	expect(parse({ provider: ' Twilio ', id }).trunkId).toBe(id);
});

it('takes the ID of its own provider only, and keeps what another one has for the list of what cannot move', () => {
	const id = `TK${'0'.repeat(32)}`;
	expect(parse({ provider: 'twilio', id }).trunkId).toBe(id);
	expect(parse({ provider: 'vobiz', id: 'x', recording: true })).toEqual({
		settings: {},
		sections: {},
		foreign: { recording: true },
	});
});
