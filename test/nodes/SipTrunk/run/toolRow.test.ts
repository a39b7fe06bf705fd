import type { IDataObject } from 'n8n-workflow';
import { collection } from '../../../../nodes/SipTrunk/fields/common';
import { pickerField } from '../../../../nodes/SipTrunk/fields/picker';
import type { Field, Values } from '../../../../nodes/SipTrunk/contract/provider';
import { toolRow } from '../../../../nodes/SipTrunk/run/toolRow';

const field = (name: string, own: Partial<Field> = {}): Field => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...own,
});

const name = field('name', { sentAs: 'FriendlyName' });

const fields: Field[] = [
	pickerField('trunk'),
	collection('updateFields', [
		name,
		field('domainName', { sentAs: 'DomainName', shownAs: 'sipDomain' }),
		field('enabled', { type: 'boolean', shownAs: 'status' }),
		field('transferMode', { sentAs: 'TransferMode' }),
		field('webhookUrl', { sentAs: 'webhook_url' }),
		field('secretWord', { sentAs: 'secret_word', typeOptions: { password: true } }),
		field('note', { sentAs: 'note' }),
		field('channels', { type: 'number', sentAs: 'Outbound.ChannelLimit' }),
		field('codec', { sentAs: 'outbound.codecs.first' }),
		field('onlyHere'),
	]),
];

const simplified: IDataObject = {
	provider: 'twilio',
	id: 'TK1',
	name: 'Berlin',
	status: 'active',
	direction: null,
	sipDomain: null,
	secure: false,
	maxConcurrentCalls: 0,
	authentication: [],
};

const raw: IDataObject = {
	sid: 'TK1',
	friendly_name: 'Berlin',
	domain_name: null,
	transfer_mode: 'sip-only',
	webhook_url: null,
	secret_word: 'open sesame',
	outbound: { channel_limit: 5, codecs: 'g722' },
	links: {},
};

const identity = { provider: 'twilio', id: 'TK1', name: 'Berlin' };

describe('toolRow: after a change', () => {
	const after = (updateFields: Values, row: IDataObject = simplified) =>
		toolRow(
			'trunk',
			{ value: 'update', fields },
			{ trunkId: 'TK1', updateFields, simplify: true, options: { maxRetries: 1 } },
			{ simplified: row, raw },
		);

	const cases: Array<[string, Values, IDataObject]> = [
		['what identifies the row, and no field that was only chosen', {}, identity],
		['a field under its own name', { name: 'Hamburg' }, identity],
		['a field under the name that the row has for it', { enabled: false }, { status: 'active' }],
		[
			"a field that only the provider's row has",
			{ transferMode: 'x' },
			{ transferMode: 'sip-only' },
		],
		[
			'a field that the row has within an object, and none that is not there',
			{ channels: 7, codec: 'g722' },
			{ channels: 5 },
		],
		['that a value was cleared', { webhookUrl: '' }, { webhookUrl: null }],
		['that a simplified value was cleared', { domainName: '' }, { sipDomain: null }],
		['no null where a value was entered', { domainName: 'a.example.com' }, {}],
		['nothing of a secret', { secretWord: 'open sesame' }, {}],
		['nothing of what the provider does not report', { note: 'x', onlyHere: 'y' }, {}],
		[
			'everything at once',
			{ enabled: true, transferMode: 'x' },
			{ status: 'active', transferMode: 'sip-only' },
		],
	];

	it.each(cases)('tells %s', (_, entered, told) => {
		expect(after(entered)).toEqual({ ...identity, ...told });
	});

	it('tells the value that the provider reports, not the one that was entered', () => {
		expect(after({ name: 'Hamburg' }, { ...simplified, name: 'Bremen' }).name).toBe('Bremen');
	});

	it('begins with what identifies the row', () => {
		expect(Object.keys(after({ enabled: true }))).toEqual(['provider', 'id', 'name', 'status']);
	});

	it('tells what was named outside of a collection, and the things it belongs to', () => {
		const list = { provider: 'twilio', id: 'CL1', name: 'Users', trunkId: 'TK1', createdAt: 'now' };
		const row = { simplified: list, raw: {} };
		const listId = pickerField('credentialList');
		expect(
			toolRow(
				'credentialList',
				{ value: 'update', fields: [listId, name] },
				{ name: 'Users' },
				row,
			),
		).toEqual({ provider: 'twilio', id: 'CL1', name: 'Users' });
		expect(
			toolRow(
				'credentialList',
				{ value: 'addToTrunk', fields: [pickerField('trunk'), listId] },
				{ trunkId: 'TK1', credentialListId: 'CL1' },
				row,
			),
		).toEqual({ provider: 'twilio', id: 'CL1', name: 'Users', trunkId: 'TK1' });
	});
});

describe('toolRow: without a change to something that was there', () => {
	const known = {
		...identity,
		status: 'active',
		secure: false,
		maxConcurrentCalls: 0,
		authentication: [],
	};

	it.each([
		['get', true],
		['getAll', true],
		['create', undefined],
	])('after %s tells everything but null', (value, readsOnly) => {
		expect(
			toolRow('trunk', { value, readsOnly, fields }, { name: 'Berlin' }, { simplified, raw }),
		).toEqual(known);
	});

	it('tells that a number is on no trunk', () => {
		const number = { id: 'PN1', phoneNumber: '+15555550101', trunkId: null, applicationId: null };
		expect(
			toolRow(
				'phoneNumber',
				{ value: 'getAll', readsOnly: true, fields: [] },
				{},
				{ simplified: number, raw: {} },
			),
		).toEqual({ id: 'PN1', phoneNumber: '+15555550101', trunkId: null });
	});

	it('leaves the rows as they were', () => {
		const before = structuredClone({ simplified, raw });
		toolRow('trunk', { value: 'get', readsOnly: true, fields }, {}, { simplified, raw });
		expect({ simplified, raw }).toEqual(before);
	});
});
