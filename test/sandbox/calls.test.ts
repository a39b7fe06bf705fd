import { isPublicAddress, obstacleTo, obstacleToAll } from '../../sandbox/calls';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { simulators } from '../../sandbox/providers';
import { CursorCollection } from '../../sandbox/providers/twilio/cursorCollection';
import { twilioAccount } from '../../sandbox/providers/twilio/account';

describe('a target', () => {
	it.each([
		[{ uri: 'sip:pbx.example.com' }],
		[{ uri: 'sip:+1555@pbx.example.com:5090;transport=tcp' }],
		[{ uri: 'sips:pbx.example.com', encrypts: true }],
		[{ uri: 'sip:8.8.8.8;transport=tls', encrypts: true }],
		[{ uri: 'sip:[2a00::1]' }],
		[{ uri: 'sip:proj_a@sip.api.openai.com;transport=tls', encrypts: true }],
		[
			{
				uri: 'sip:proj_a@sip.api.openai.com:5061',
				transport: 'tls',
				missingPort: 5060,
				encrypts: true,
			},
		],
		[{ uri: 'sip:x.sip.livekit.cloud' }],
		[{ uri: 'sip:trunk.bolna.ai', encrypts: false }],
	])('can be reached: %j', (target) => {
		expect(obstacleTo(target)).toBeNull();
	});

	it.each([
		[{ uri: 'pbx.example.com' }, 'no SIP URI'],
		[{ uri: 'sip:10.0.0.1' }, 'cannot be reached'],
		[{ uri: 'sip:[fd00::1]:5060' }, 'cannot be reached'],
		[{ uri: 'sip:pbx.local' }, 'cannot be reached'],
		[{ uri: 'sip:203.0.113.5' }, 'cannot be reached'],
		[{ uri: 'sip:pbx.example.com', encrypts: true }, 'not reached over TLS'],
		[{ uri: 'sip:pbx.example.com', transport: 'tls', missingPort: 5060 }, 'port 5060'],
		[{ uri: 'sip:proj_a@sip.api.openai.com;transport=tcp' }, 'over tcp'],
		[
			{ uri: 'sip:proj_a@sip.api.openai.com;transport=tls', encrypts: false },
			'encrypted calls only',
		],
		[{ uri: 'sip:proj_a@sip.api.openai.com;transport=tls' }, 'encrypted calls only'],
		[{ uri: 'sip:a@sip.api.openai.com;transport=tls', encrypts: true }, 'does not know the user'],
		[{ uri: 'sip:proj_a@sip.api.openai.com:5060;transport=tls', encrypts: true }, 'at port 5061'],
		[{ uri: 'sip:trunk.bolna.ai;transport=tls', encrypts: true }, 'over tls'],
		[{ uri: 'sip:5t4n6j0wnrl.sip.livekit.cloud;transport=tcp' }, 'over tcp'],
	])('cannot be reached: %j', (target, obstacle) => {
		expect(obstacleTo(target)).toContain(obstacle);
	});

	it('among several is enough', () => {
		const [good, bad] = [{ uri: 'sip:pbx.example.com' }, { uri: 'sip:10.0.0.1' }];
		expect(obstacleToAll([bad, good])).toBeNull();
		expect(obstacleToAll([bad])).not.toBeNull();
		expect(obstacleToAll([])).not.toBeNull();
	});
});

it.each([
	['44.1.2.3', true],
	['44.1.2.0/24', true],
	['172.32.0.1', true],
	['172.31.0.1', false],
	['192.168.0.0/16', false],
	['2001:db8::1', false],
	['2a00::1', true],
	['', false],
	['pbx', false],
])('the address %s is public: %p', (address, is) => {
	expect(isPublicAddress(address)).toBe(is);
});

describe('a trunk', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	afterAll(async () => await sandbox.stop());

	beforeEach(() => sandbox.reset());

	const now = new Date();
	const dated = { created: now, updated: now };

	it('of Twilio needs a domain and a list with something in it, and a number with an address', () => {
		sandbox.seedTrunks('twilio', ['one']);
		const state = sandbox.state('twilio');
		const [trunk] = state.trunks;
		const account = state.accounts[twilioAccount.accountSid];
		const { incoming, outgoing } = simulators.twilio.calls;
		trunk.settings.domain_name = null;
		expect(outgoing(state, trunk.sid)).toContain('no domain name');
		trunk.settings.domain_name = 'one.pstn.twilio.com';
		expect(outgoing(state, trunk.sid)).toContain('no list');
		const credentials = account.credentialLists.add({
			...dated,
			sid: 'CL1',
			friendlyName: 'users',
			credentials: new CursorCollection(),
		});
		trunk.credentialLists.add({ ...dated, sid: 'CL1' });
		expect(outgoing(state, trunk.sid)).toContain('no user name');
		credentials.credentials.add({ ...dated, sid: 'CR1', username: 'pbx', passwordDigest: '' });
		expect(outgoing(state, trunk.sid)).toBeNull();
		const addresses = account.ipAccessControlLists.add({
			...dated,
			sid: 'AL1',
			friendlyName: 'addresses',
			addresses: new CursorCollection(),
		});
		trunk.ipAccessControlLists.add({ ...dated, sid: 'AL1' });
		expect(outgoing(state, trunk.sid)).toContain('no address');
		const entry = { ...dated, sid: 'IP1', friendlyName: 'a', cidrPrefixLength: 32 };
		addresses.addresses.add({ ...entry, ipAddress: '10.0.0.1' });
		expect(outgoing(state, trunk.sid)).toContain('no address');
		addresses.addresses.add({ ...entry, sid: 'IP2', ipAddress: '44.1.2.3' });
		expect(outgoing(state, trunk.sid)).toBeNull();

		expect(incoming(state, trunk.sid)).toContain('no number');
		const [number] = account.incomingPhoneNumbers;
		number.trunkSid = trunk.sid;
		expect(incoming(state, trunk.sid)).toContain('no address to which calls go');
		const settings = { sip_url: 'sip:pbx.example.com', enabled: false };
		const url = trunk.originationUrls.add({ ...dated, sid: 'OU1', settings });
		expect(incoming(state, trunk.sid)).not.toBeNull();
		url.settings.enabled = true;
		expect(incoming(state, trunk.sid)).toBeNull();
		trunk.settings.secure = true;
		expect(incoming(state, trunk.sid)).toContain('TLS');
	});

	it('of Vobiz needs to be of the direction, and what it names to be enabled', () => {
		sandbox.seedTrunks('vobiz', ['one']);
		const state = sandbox.state('vobiz');
		const [trunk] = state.trunks.all();
		const { incoming, outgoing } = simulators.vobiz.calls;
		const id = trunk.trunk_id;
		Object.assign(trunk, { trunk_direction: 'inbound', trunk_status: 'active' });
		expect(outgoing(state, id)).toContain('inbound calls');
		expect(incoming(state, id)).toContain('no number');
		const [number] = state.numbers.all();
		number.trunk_group_id = id;
		expect(incoming(state, id)).toContain('no address');
		const uri = {
			...{ id: 'u1', account_id: '', uri: 'sip:pbx.example.com', priority: 1, weight: 10 },
			...{ enabled: true, transport: 'udp', description: '', created_at: '', updated_at: '' },
		};
		state.originationUris.add(uri);
		trunk.primary_uri_uuid = 'u1';
		expect(incoming(state, id)).toBeNull();
		uri.enabled = false;
		expect(incoming(state, id)).not.toBeNull();
		trunk.inbound_destination = 'pbx.example.com';
		expect(incoming(state, id)).toBeNull();
		trunk.trunk_status = 'inactive';
		expect(incoming(state, id)).toContain('not active');
		Object.assign(trunk, { trunk_direction: 'both', trunk_status: 'active' });
		expect(outgoing(state, id)).toContain('sign in');
		const credential = {
			...{ id: 'c1', account_id: '', username: 'pbx', password: '<redacted>' as const },
			...{ realm: '', enabled: true, created_at: '', updated_at: '' },
		};
		state.credentials.add(credential);
		trunk.credential_uuid = 'c1';
		expect(outgoing(state, id)).toBeNull();
		credential.enabled = false;
		expect(outgoing(state, id)).not.toBeNull();
	});

	it('of TryVox needs what its authentication asks for', () => {
		sandbox.seedTrunks('tryVox', ['one']);
		const state = sandbox.state('tryVox');
		const [trunk] = state.trunks.all();
		const { incoming, outgoing } = simulators.tryVox.calls;
		const entry = {
			id: 'a1',
			trunk_id: trunk.id,
			mask: 32,
			cidr: '',
			description: '',
			created_at: '',
		};
		trunk.auth_type = 'ip';
		expect(outgoing(state, trunk.id)).toContain('sign in');
		state.ipAcl.add({ ...entry, ip: '44.1.2.3' });
		expect(outgoing(state, trunk.id)).toBeNull();
		trunk.auth_type = 'credential';
		expect(outgoing(state, trunk.id)).toContain('sign in');
		const [number] = state.numbers.all();
		number.trunk_id = trunk.id;
		trunk.origination_uris = [];
		expect(incoming(state, trunk.id)).toContain('no address');
		state.credentials.add({ id: 'c1', trunk_id: trunk.id, username: 'pbx', created_at: '' });
		expect(outgoing(state, trunk.id)).toBeNull();
		// It may have registered.
		expect(incoming(state, trunk.id)).toBeNull();
		number.status = 'suspended';
		expect(incoming(state, trunk.id)).toContain('no number');
		trunk.status = 'inactive';
		expect(outgoing(state, trunk.id)).toContain('not active');
	});

	it('of MiniVoice needs to be active and signed in', () => {
		sandbox.seedTrunks('miniVoice', ['one']);
		const state = sandbox.state('miniVoice');
		const [trunk] = state.trunks.all();
		const { incoming, outgoing } = simulators.miniVoice.calls;
		expect(outgoing(state, trunk.id)).toBeNull();
		trunk.registration_status = 'FAIL_WAIT';
		expect(outgoing(state, trunk.id)).toContain('FAIL_WAIT');
		trunk.registration_status = 'NOREG';
		expect(outgoing(state, trunk.id)).toBeNull();
		trunk.proxy = '10.0.0.1';
		expect(outgoing(state, trunk.id)).toContain('cannot be reached');
		expect(incoming(state, trunk.id)).not.toBeNull();
		trunk.inbound_ip = '44.1.2.3';
		expect(incoming(state, trunk.id)).toBeNull();
		trunk.is_active = false;
		expect([incoming(state, trunk.id), outgoing(state, trunk.id)]).not.toContain(null);
	});

	it('of Vyom needs not to be deactivated', () => {
		sandbox.seedTrunks('vyom', ['one']);
		const state = sandbox.state('vyom');
		const [trunk] = state.trunks.all();
		expect(simulators.vyom.calls.outgoing(state, trunk.trunk_id)).toBeNull();
		trunk.is_active = false;
		expect(simulators.vyom.calls.outgoing(state, trunk.trunk_id)).toContain('deactivated');
		expect(simulators.vyom.calls.incoming(state, trunk.trunk_id)).not.toBeNull();
	});

	it('that is not there carries nothing', () => {
		for (const { name, calls } of Object.values(simulators)) {
			const state = sandbox.state(name as keyof typeof simulators) as never;
			expect([name, calls.incoming(state, 'x'), calls.outgoing(state, 'x')]).not.toContain(null);
		}
	});
});
