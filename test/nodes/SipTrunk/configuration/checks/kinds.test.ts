import { FINDING_KINDS, kindsAt } from '../../../../../nodes/SipTrunk/configuration/checks/kinds';
import type { Found, Level } from '../../../../../nodes/SipTrunk/configuration/checks/finding';
import { rules, trunkWith, type TrunkInWords } from './support';

/** Trunks in which a finding must appear, with what it says, and those in which it must not. */
interface Cases {
	appears: Array<[trunk: TrunkInWords, level: Level, about?: string | RegExp]>;
	not: TrunkInWords[];
}

const LIVEKIT = 'sip:vjnxecm0tjk.sip.livekit.cloud';
const OPENAI = 'sip:proj_abc@sip.api.openai.com';
const secure = { row: { secure: true } };
const outgoingOnly = { uris: [], numbers: [], purpose: { incoming: false } };
const incomingOnly = { usernames: [], addresses: [], purpose: { outgoing: false } };

const cases: Record<string, Cases> = {
	inactive: {
		appears: [
			[{ row: { status: 'inactive' } }, 'fail'],
			[{ row: { status: 'suspended' } }, 'unknown'],
		],
		not: [{ row: { status: 'active' } }],
	},
	nothingOnIt: {
		appears: [[{ purpose: { incoming: false, outgoing: false } }, 'fail']],
		not: [outgoingOnly, incomingOnly],
	},
	halfMade: {
		appears: [[{ loose: { sipCredentials: [{ username: 'new' }] } }, 'warning', 'new']],
		not: [{ loose: {} }],
	},
	noSipDomain: {
		appears: [[{ row: { sipDomain: '' } }, 'fail']],
		not: [{ row: { sipDomain: '' }, ...incomingOnly }],
	},
	noSignIn: {
		appears: [
			[{ usernames: [], addresses: [] }, 'fail'],
			[{ usernames: [], addresses: [], loose: { sipCredentials: [{ username: 'new' }] } }, 'fail'],
			[{ usernames: [], hidden: ['allowedAddresses'] }, 'unknown'],
			[{ addresses: [], hidden: ['sipCredentials'] }, 'unknown'],
			[{ disabled: ['acme', '44.229.228.186/32'] }, 'fail'],
			[{ usernames: [], rules: { signInBy: () => ['sipCredentials'] } }, 'fail'],
		],
		not: [
			{ usernames: [], rules: { signInBy: () => ['allowedAddresses'] } },
			{ usernames: [] },
			{ addresses: [] },
			incomingOnly,
			{ hidden: ['allowedAddresses'] },
		],
	},
	entryDisabled: {
		appears: [
			[{ disabled: ['acme'] }, 'warning', 'acme'],
			[{ disabled: ['44.229.228.186/32'] }, 'warning', '44.229.228.186/32'],
		],
		not: [],
	},
	unreachableSource: {
		appears: [
			[{ addresses: ['10.1.2.3/32'] }, 'warning', '10.1.2.3/32'],
			[{ addresses: ['203.0.113.0/26'] }, 'warning'],
			[{ addresses: ['2001:db8::7/128'] }, 'warning'],
		],
		not: [{ addresses: ['11.1.2.3/32', '2001:4860::8/128'] }],
	},
	wideAddress: {
		appears: [
			[{ addresses: ['0.0.0.0/1'] }, 'warning', '0.0.0.0/1'],
			[{ addresses: ['44.0.0.0/15'] }, 'warning'],
			[{ addresses: ['2a00::/20'] }, 'warning'],
		],
		not: [{ addresses: ['44.0.0.0/16', '2a00:1450::/32', '44.1.2.3'] }],
	},
	noNumber: {
		appears: [
			[{ numbers: [] }, 'warning'],
			[{ numbers: [], ...incomingOnly }, 'fail'],
		],
		not: [outgoingOnly, { hidden: ['phoneNumbers'] }],
	},
	numberNotInService: {
		appears: [[{ numbers: [{ e164: '+1555', status: 'suspended' }] }, 'fail', '+1555']],
		not: [
			{ numbers: [{ e164: '+1555', status: 'active' }] },
			{ numbers: [{ e164: '+1555', status: 'suspended' }], rules: { numberTrouble: undefined } },
		],
	},
	numberWithoutTarget: {
		appears: [
			[{ uris: [] }, 'fail', '+15555550104'],
			[{ uris: [{ uri: 'sip:a.acme.com', enabled: false }] }, 'fail'],
		],
		not: [
			{ uris: [], numbers: [] },
			{ hidden: ['originationUris'] },
			{ uris: [], rules: { otherUris: () => ['sip:pbx.acme.com'] } },
			{ uris: [], rules: { unseenTarget: () => 'It may register.' } },
		],
	},
	noOriginationUri: {
		appears: [
			[{ uris: [] }, 'fail'],
			[{ uris: [], rules: { unseenTarget: () => 'It may register.' } }, 'unknown'],
		],
		not: [
			outgoingOnly,
			{ hidden: ['originationUris'] },
			{ uris: [], rules: { otherUris: () => ['sip:pbx.acme.com'] } },
		],
	},
	originationUrisDisabled: {
		appears: [
			[
				{
					uris: [
						{ uri: 'sip:a.acme.com', enabled: false },
						{ uri: 'sip:b.acme.com', enabled: false },
					],
				},
				'fail',
			],
		],
		not: [
			{ uris: [] },
			{
				uris: [
					{ uri: 'sip:a.acme.com', enabled: false },
					{ uri: 'sip:b.acme.com', enabled: true },
				],
			},
		],
	},
	notASipUri: {
		appears: [[{ uris: ['pbx.acme.com', 'sip:b.acme.com'] }, 'fail', 'pbx.acme.com']],
		not: [{ uris: ['sips:a.acme.com', 'sip://b.acme.com:5062'] }],
	},
	unreachableTarget: {
		appears: [
			[{ uris: ['sip:100@192.168.1.5:5060'] }, 'fail', 'sip:100@192.168.1.5:5060'],
			[{ uris: ['sip:198.51.100.7'] }, 'fail'],
			[{ uris: ['sip:[fd00::1]'] }, 'fail'],
			[{ uris: ['sip:pbx.local'] }, 'fail'],
			[{ uris: ['sip:pbx'] }, 'fail'],
			[{ uris: ['sip:pbx.example'] }, 'fail'],
			[{ uris: [], rules: { otherUris: () => ['sip:10.0.0.1'] } }, 'fail', 'sip:10.0.0.1'],
		],
		not: [
			{ uris: ['sip:172.15.0.1', 'sip:pbx.example.com', 'sip:[2a00::1]'] },
			{ uris: [{ uri: 'sip:10.0.0.1', enabled: false }] },
		],
	},
	duplicateOriginationUri: {
		appears: [
			[{ uris: ['sip:a.acme.com', 'sip:A.acme.com:5060;transport=udp'] }, 'warning', /5060/],
		],
		not: [
			{ uris: ['sip:a.acme.com', 'sip:a.acme.com;transport=tcp', 'sip:x@a.acme.com'] },
			{ uris: ['sip:a.acme.com', { uri: 'sip:a.acme.com:5060', enabled: false }] },
		],
	},
	encryptionWithoutTls: {
		appears: [
			[
				{ ...secure, uris: ['sip:a.acme.com', 'sip:b.acme.com;transport=tls'] },
				'fail',
				'sip:a.acme.com',
			],
		],
		not: [
			{ ...secure, uris: ['sips:a.acme.com', 'sip:b.acme.com;transport=tls'] },
			{ uris: ['sip:a.acme.com'] },
			{ ...secure, uris: ['sip:a.acme.com;transport=ws'] },
		],
	},
	tlsWithoutEncryption: {
		appears: [
			[{ uris: ['sip:b.acme.com;transport=tls'] }, 'warning', 'sip:b.acme.com;transport=tls'],
		],
		not: [
			{ ...secure, uris: ['sip:b.acme.com;transport=tls'] },
			{ row: { secure: null }, uris: ['sip:b.acme.com;transport=tls'] },
			{ uris: ['sip:b.acme.com;transport=tcp'] },
		],
	},
	tlsPort: {
		appears: [
			[{ ...secure, uris: ['sip:a.acme.com:5060;transport=tls'] }, 'warning'],
			[{ ...secure, uris: ['sip:a.acme.com;transport=tls'], form: { assumedPort: 5060 } }, 'fail'],
		],
		not: [
			{ ...secure, uris: ['sip:a.acme.com;transport=tls', 'sip:b.acme.com:5071;transport=tls'] },
			{ ...secure, uris: ['sip:a.acme.com:5061;transport=tls'], form: { assumedPort: 5060 } },
			{ uris: ['sip:a.acme.com:5060;transport=tcp'] },
		],
	},
	retiredPlatformHost: {
		appears: [[{ uris: ['sip:5T4n6j0wnrl.sip.livekit.cloud;transport=tcp'] }, 'fail']],
		not: [{ uris: ['sip:sip.retellai.com;transport=tcp'] }],
	},
	unknownPlatformHost: {
		appears: [
			[{ uris: ['sip:my-project-a1b2.sip.livekit.cloud;transport=tcp'] }, 'warning'],
			[{ uris: ['sip:api.openai.com:5061;transport=tls'] }, 'warning'],
			[{ uris: ['sip:vjnxecm0tjk.mars.sip.livekit.cloud;transport=tcp'] }, 'warning'],
		],
		not: [
			{ uris: [`${LIVEKIT};transport=tcp`, 'sip:vjnxecm0tjk.eu.sip.livekit.cloud;transport=tcp'] },
			{ uris: ['sip:sip-static.rtc.eu.residency.elevenlabs.io;transport=tcp', 'sip:sip.vapi.ai'] },
			{ uris: ['sip:5t4n6j0wnrl.sip.livekit.cloud;transport=tcp', 'sip:notx.ai'] },
		],
	},
	platformTransport: {
		appears: [
			[{ uris: ['sip:sip.cartesia.ai'] }, 'fail'],
			[{ uris: ['sip:trunk.bolna.ai:5060;transport=tls'] }, 'fail'],
			[{ uris: [LIVEKIT] }, 'warning', LIVEKIT],
		],
		not: [
			{ uris: ['sip:c1.sip.vapi.ai:5060'] },
			{ uris: [`${LIVEKIT};transport=tcp`] },
			{ uris: [`${LIVEKIT};transport=ws`] },
		],
	},
	platformPort: {
		appears: [
			[{ uris: [`${OPENAI}:5060;transport=tls`], ...secure }, 'fail'],
			[{ uris: [`${OPENAI};transport=tls`], ...secure, form: { assumedPort: 5060 } }, 'fail'],
			[{ uris: ['sip:sip.rtc.elevenlabs.io:5061;transport=tcp'] }, 'fail'],
		],
		not: [
			{ uris: [`${OPENAI};transport=tls`, `${OPENAI}:5061;transport=tls`], ...secure },
			{ uris: ['sip:pbx.acme.com:5099;transport=tls'] },
			{ uris: ['sip:sip.cartesia.ai:5062;transport=tcp', 'sip:sip.retellai.com;transport=tcp'] },
		],
	},
	platformEncryption: {
		appears: [
			[{ uris: [`${OPENAI};transport=tls`] }, 'fail'],
			[{ uris: [`${OPENAI};transport=tls`], row: { secure: null } }, 'unknown'],
			[
				{
					uris: [`${OPENAI};transport=tls`],
					...secure,
					rules: { has: rules.has.filter((part) => part !== 'secure') },
				},
				'fail',
			],
			[{ uris: ['sip:trunk.bolna.ai'], ...secure }, 'fail'],
		],
		not: [
			{ uris: [`${OPENAI};transport=tls`], ...secure },
			{ uris: ['sip:trunk.bolna.ai'] },
			{ uris: ['sip:sip.retellai.com;transport=tls'], ...secure },
		],
	},
	platformUser: {
		appears: [
			[{ uris: ['sip:sip.api.openai.com:5061;transport=tls'], ...secure }, 'fail'],
			[{ uris: ['sip:+1555@sip.api.openai.com:5061;transport=tls'], ...secure }, 'fail'],
		],
		not: [{ uris: [`${OPENAI};transport=tls`, `${LIVEKIT};transport=tls`], ...secure }],
	},
	hostWithScheme: {
		appears: [[{ settings: { proxy: 'sip:sip.acme.com' } }, 'warning', 'proxy']],
		not: [
			{ settings: { proxy: 'sip.acme.com' } },
			{ settings: { terminationUri: 'sip:a.acme.com' } },
		],
	},
	zeroLimit: {
		appears: [
			[{ row: { callsPerSecond: 0 } }, 'warning', 'callsPerSecond'],
			[{ row: { maxConcurrentCalls: 0 } }, 'warning', 'maxConcurrentCalls'],
		],
		not: [{ row: { callsPerSecond: 1, maxConcurrentCalls: 5 } }],
	},
	notTold: {
		appears: [
			[{ hidden: ['originationUris'] }, 'unknown', 'originationUris'],
			[{ hidden: ['phoneNumbers'] }, 'unknown', 'phoneNumbers'],
		],
		not: [
			{ hidden: ['phoneNumbers', 'originationUris'], purpose: { incoming: false } },
			{ hidden: ['phoneNumbers'], rules: { has: ['originationUris'] } },
			{ hidden: ['allowedAddresses'] },
		],
	},
	noFallback: {
		appears: [
			[{ uris: ['sip:a.acme.com'] }, 'info', 'sip:a.acme.com'],
			[{ uris: ['sip:a.acme.com', { uri: 'sip:b.acme.com', enabled: false }] }, 'info'],
		],
		not: [{ uris: [] }],
	},
	oneDirection: {
		appears: [
			[outgoingOnly, 'info'],
			[incomingOnly, 'info'],
		],
		not: [{ purpose: { incoming: false, outgoing: false } }],
	},
	harmfulRemoval: {
		appears: [[{ harm: ['Trunk B uses its SIP credential.'] }, 'info']],
		not: [],
	},
};

it('has cases for every finding', () => {
	expect(FINDING_KINDS.map(({ id }) => id)).toEqual(Object.keys(cases));
});

describe.each(FINDING_KINDS.map((kind) => [kind.id, kind] as const))('%s', (id, kind) => {
	const { appears, not } = cases[id] ?? { appears: [], not: [] };
	const levelOf = ({ level }: Found) => level ?? kind.level;

	it.each(appears.map((one) => ({ one })))('appears: $one', ({ one: [trunk, level, about] }) => {
		const found = kind.find(trunkWith(trunk));
		expect(found.map(levelOf)).toEqual([level]);
		const [{ says, about: isAbout }] = found;
		expect(says).toMatch(/^["A-Za-z0-9+:].*\.$/);
		if (typeof about === 'string') expect(isAbout).toBe(about);
		else if (about !== undefined) expect(isAbout).toMatch(about);
	});

	it.each([{}, ...not].map((trunk) => ({ trunk })))('does not appear: $trunk', ({ trunk }) => {
		expect(kind.find(trunkWith(trunk))).toEqual([]);
	});

	it('has a meaning for the documentation, and something to do', () => {
		expect(kind.meaning).toMatch(/^[A-Z].*\.$/);
		expect(kind.byHand).toMatch(/^[A-Z].*\.$/);
	});
});

describe('what applies to a provider', () => {
	const idsAt = (has: typeof rules.has) => kindsAt({ ...rules, has }).map(({ id }) => id);

	it('leaves out what it does not have', () => {
		expect(idsAt(['originationUris'])).not.toContain('numberWithoutTarget');
		expect(idsAt(['originationUris', 'phoneNumbers'])).toContain('numberWithoutTarget');
		expect(idsAt([])).toEqual([
			'nothingOnIt',
			'halfMade',
			'notTold',
			'oneDirection',
			'harmfulRemoval',
		]);
	});

	it('has its own first', () => {
		const own = { ...FINDING_KINDS[0], id: 'own' };
		const [first, ...others] = kindsAt({ ...rules, findings: [own] });
		expect(first).toBe(own);
		expect(others).toHaveLength(FINDING_KINDS.length);
	});
});
