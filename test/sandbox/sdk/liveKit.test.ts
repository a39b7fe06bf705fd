import {
	ListUpdate,
	RoomAgentDispatch,
	RoomConfiguration,
	SIPDispatchRule,
	SIPDispatchRuleInfo,
	SIPInboundTrunkInfo,
	SIPMediaEncryption,
	SIPOutboundTrunkInfo,
	SIPTransport,
} from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import { liveKitAccount } from '../../../sandbox/providers/liveKit/account';
import { dispatchRuleMethods } from '../../../sandbox/providers/liveKit/dispatchRules';
import { trunkMethods } from '../../../sandbox/providers/liveKit/trunks';
import { liveKit } from '../../../sandbox/providers/liveKit';
import { useProvider } from '../provider';

/** LiveKit's own client for servers, against the sandbox. */

const context = useProvider(liveKit);
const client = (secret = liveKitAccount.apiSecret) =>
	new SipClient(context.address, liveKitAccount.apiKey, secret);

const number = '+15105550123';
const otherNumber = '+15105550124';
/** Methods of the service that were called by any test of this file. */
const tried = new Set<string>();
afterEach(() => {
	for (const name of methodsCalled()) tried.add(name ?? '');
});

const methodsCalled = () => context.requests.map(({ path }) => path.split('/').at(-1));

describe('inbound trunks', () => {
	test('create, list and delete one', async () => {
		const trunk = await client().createSipInboundTrunk('My inbound trunk', [number], {
			allowedAddresses: ['203.0.113.0/24'],
			authUsername: 'carrier',
			authPassword: 'Invented!Pass',
			headers: { 'X-Line': 'a' },
			headersToAttributes: { 'X-Customer': 'customer' },
			metadata: 'sales',
			krispEnabled: true,
			ringingTimeout: 30,
		});

		expect(trunk.sipTrunkId).toMatch(/^ST_[0-9a-z]{12}$/i);
		expect(trunk).toMatchObject({
			name: 'My inbound trunk',
			metadata: 'sales',
			numbers: [number],
			allowedAddresses: ['203.0.113.0/24'],
			// A password comes back as it was sent.
			authPassword: 'Invented!Pass',
			headers: { 'X-Line': 'a' },
			headersToAttributes: { 'X-Customer': 'customer' },
			krispEnabled: true,
			ringingTimeout: { seconds: 30n },
		});
		expect(await client().listSipInboundTrunk()).toEqual([trunk]);
		expect(await client().listSipInboundTrunk({ numbers: [otherNumber] })).toEqual([]);

		const deleted = await client().deleteSipTrunk(trunk.sipTrunkId);
		expect(deleted.sipTrunkId).toBe(trunk.sipTrunkId);
		expect(await client().listSipInboundTrunk()).toEqual([]);
		expect(methodsCalled()).toEqual([
			'CreateSIPInboundTrunk',
			'ListSIPInboundTrunk',
			'ListSIPInboundTrunk',
			'DeleteSIPTrunk',
			'ListSIPInboundTrunk',
		]);
	});

	test('single fields are changed, the others stay', async () => {
		const { sipTrunkId } = await client().createSipInboundTrunk('before', [number], {
			metadata: 'kept',
		});
		const changed = await client().updateSipInboundTrunkFields(sipTrunkId, {
			name: 'after',
			numbers: new ListUpdate({ add: [otherNumber] }),
			allowedAddresses: new ListUpdate({ set: ['198.51.100.7'] }),
			authUsername: 'carrier',
			authPassword: 'Invented!Pass',
		});

		expect(changed).toMatchObject({
			sipTrunkId,
			name: 'after',
			metadata: 'kept',
			numbers: [number, otherNumber],
			allowedAddresses: ['198.51.100.7'],
			authUsername: 'carrier',
		});
		expect(await client().listSipInboundTrunk({ trunkIds: [sipTrunkId] })).toEqual([changed]);
	});

	test('a trunk that is replaced keeps nothing of what it was', async () => {
		const { sipTrunkId } = await client().createSipInboundTrunk('before', [number], {
			metadata: 'lost',
		});
		const replaced = await client().updateSipInboundTrunk(
			sipTrunkId,
			new SIPInboundTrunkInfo({ name: 'after', numbers: [otherNumber] }),
		);

		expect(replaced).toMatchObject({ sipTrunkId, name: 'after', metadata: '' });
	});

	test('a number that another trunk has is refused in the server’s words', async () => {
		const { sipTrunkId } = await client().createSipInboundTrunk('first', [number]);

		await expect(client().createSipInboundTrunk('second', [number])).rejects.toMatchObject({
			status: 400,
			code: 'invalid_argument',
			message:
				`Conflicting inbound SIP Trunks: "<new>" and "${sipTrunkId}", ` +
				`using the same number(s) ["${number}"] without AllowedNumbers set`,
		});
	});
});

describe('outbound trunks', () => {
	test('create, list and delete one', async () => {
		const trunk = await client().createSipOutboundTrunk('o', 'sip.telnyx.com', [number], {
			transport: SIPTransport.SIP_TRANSPORT_TLS,
			destinationCountry: 'US',
			authUsername: 'carrier',
			authPassword: 'Invented!Pass',
			mediaEncryption: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE,
		});

		expect(trunk).toMatchObject({
			sipTrunkId: expect.stringMatching(/^ST_/) as string,
			address: 'sip.telnyx.com',
			transport: SIPTransport.SIP_TRANSPORT_TLS,
			destinationCountry: 'US',
			numbers: [number],
			mediaEncryption: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE,
		});
		expect(await client().listSipOutboundTrunk({ trunkIds: [trunk.sipTrunkId] })).toEqual([trunk]);
		await client().deleteSipTrunk(trunk.sipTrunkId);
		expect(await client().listSipOutboundTrunk()).toEqual([]);
	});

	test('update by fields and by replacing', async () => {
		const { sipTrunkId } = await client().createSipOutboundTrunk('o', 'sip.example.com', [number]);
		const changed = await client().updateSipOutboundTrunkFields(sipTrunkId, {
			numbers: new ListUpdate({ set: [otherNumber] }),
			destinationCountry: 'DE',
		});
		expect(changed).toMatchObject({ numbers: [otherNumber], destinationCountry: 'DE', name: 'o' });

		const replaced = await client().updateSipOutboundTrunk(
			sipTrunkId,
			new SIPOutboundTrunkInfo({ address: 'sip.example.org', numbers: [number] }),
		);
		expect(replaced).toMatchObject({ sipTrunkId, address: 'sip.example.org', name: '' });
	});

	test('a SIP URI for an address is refused', async () => {
		await expect(
			client().createSipOutboundTrunk('o', 'sip:sip.telnyx.com', [number]),
		).rejects.toMatchObject({
			status: 400,
			message: 'trunk address should be a hostname or IP, not SIP URI',
		});
	});
});

describe('dispatch rules', () => {
	const room = { type: 'individual', roomPrefix: 'call-' } as const;

	test('create in the form that this client sends, list and delete', async () => {
		const rule = await client().createSipDispatchRule(room, {
			name: 'Sales',
			trunkIds: ['ST_one'],
			hidePhoneNumber: true,
			attributes: { team: 'sales' },
			roomConfig: new RoomConfiguration({
				agents: [new RoomAgentDispatch({ agentName: 'inbound-agent', metadata: 'm' })],
			}),
		});

		expect(rule.sipDispatchRuleId).toMatch(/^SDR_/);
		expect(rule).toMatchObject({
			name: 'Sales',
			trunkIds: ['ST_one'],
			hidePhoneNumber: true,
			attributes: { team: 'sales' },
			rule: { rule: { case: 'dispatchRuleIndividual', value: { roomPrefix: 'call-' } } },
			roomConfig: { agents: [{ agentName: 'inbound-agent', metadata: 'm' }] },
		});
		const ids = { dispatchRuleIds: [rule.sipDispatchRuleId] };
		expect(await client().listSipDispatchRule(ids)).toEqual([rule]);
		expect(await client().listSipDispatchRule({ trunkIds: ['ST_other'] })).toEqual([]);
		expect(await client().deleteSipDispatchRule(rule.sipDispatchRuleId)).toEqual(rule);
		expect(await client().listSipDispatchRule()).toEqual([]);
	});

	test.each([
		{ type: 'direct', roomName: 'lobby', pin: '1234' },
		{ type: 'callee', roomPrefix: 'to-', randomize: true },
	] as const)('a rule of the kind %j', async (rule) => {
		const { rule: stored } = await client().createSipDispatchRule(rule);

		const { type, ...value } = rule;
		expect(stored?.rule.case?.toLowerCase()).toBe(`dispatchrule${type}`);
		expect(stored?.rule.value).toMatchObject(value);
	});

	test('update by fields and by replacing', async () => {
		const { sipDispatchRuleId: id } = await client().createSipDispatchRule(room, {
			name: 'Sales',
			attributes: { team: 'sales', gone: 'yes' },
		});
		const changed = await client().updateSipDispatchRuleFields(id, {
			trunkIds: new ListUpdate({ set: ['ST_one'] }),
			attributes: { gone: '', added: 'yes' },
		});
		expect(changed).toMatchObject({
			name: 'Sales',
			trunkIds: ['ST_one'],
			attributes: { team: 'sales', added: 'yes' },
		});
		expect(Object.keys(changed.attributes)).not.toContain('gone');

		const replaced = await client().updateSipDispatchRule(
			id,
			new SIPDispatchRuleInfo({
				rule: SIPDispatchRule.fromJson({ dispatchRuleDirect: { roomName: 'lobby' } }),
			}),
		);
		expect(replaced).toMatchObject({ sipDispatchRuleId: id, name: '', trunkIds: [] });
	});

	test('a second rule for the same calls is refused', async () => {
		const { sipDispatchRuleId: id } = await client().createSipDispatchRule(room);

		await expect(client().createSipDispatchRule(room)).rejects.toMatchObject({
			status: 400,
			message: expect.stringContaining(`already exists in dispatch rule "${id}" "<blank name>"`),
		});
	});

	test('an unknown one is 404', async () => {
		await expect(client().deleteSipDispatchRule('SDR_missing')).rejects.toMatchObject({
			status: 404,
			code: 'not_found',
			message: 'requested sip dispatch rule does not exist',
		});
	});
});

test('a wrong secret is refused with 401 in plain text', async () => {
	await expect(client('another-secret').listSipInboundTrunk()).rejects.toMatchObject({
		status: 401,
		code: undefined,
		message: 'invalid authorization token: token signature is invalid: signature is invalid',
	});
});

test('deleting an unknown trunk answers 200, and 404 in LiveKit Cloud', async () => {
	expect((await client().deleteSipTrunk('ST_missing')).sipTrunkId).toBe('ST_missing');
	context.state.isCloud = true;
	await expect(client().deleteSipTrunk('ST_missing')).rejects.toMatchObject({ status: 404 });
});

test('every method of the sandbox that the client has was tried', () => {
	const others = ['GetSIPInboundTrunk', 'GetSIPOutboundTrunk'];
	const methods = Object.keys({ ...trunkMethods, ...dispatchRuleMethods });
	expect([...tried, ...others].sort()).toEqual(methods.sort());
});
