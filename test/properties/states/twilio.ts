import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import { CursorCollection } from '../../../sandbox/providers/twilio/cursorCollection';
import type { Credential, IpAddress } from '../../../sandbox/providers/twilio/state';
import { addresses, longAgo, mostly, nearly, uris, type RandomTrunks } from './state';

/** A list that was made for the trunk, one that it shares with others, or both. */
const lists = <T>(entry: fc.Arbitrary<T>) =>
	fc.record({
		own: fc.option(fc.record({ entries: fc.array(entry, { maxLength: 2 }), isOnTrunk: mostly }), {
			nil: undefined,
		}),
		isShared: fc.boolean(),
	});

/** Twilio takes nothing else. */
const sipOnly = uris.filter((uri) => uri.startsWith('sip:'));

const random = fc.record({
	hasDomain: mostly,
	isSecure: fc.boolean(),
	uris: fc.array(fc.record({ uri: sipOnly, isEnabled: mostly }), { maxLength: 3 }),
	credentials: lists(fc.constant('pbx')),
	addresses: lists(addresses),
	/** Somebody has put the next trunk's own credential list on it by hand. */
	hasListOfNext: fc.boolean(),
	hasNumber: mostly,
});

/** What one trunk has. */
export type TwilioPlan = typeof random extends fc.Arbitrary<infer T> ? T : never;

const sound: TwilioPlan = {
	hasDomain: true,
	isSecure: true,
	uris: [{ uri: 'sip:a.acme.com:5061;transport=tls', isEnabled: true }],
	credentials: { own: { entries: ['pbx'], isOnTrunk: true }, isShared: false },
	addresses: { own: undefined, isShared: false },
	hasListOfNext: false,
	hasNumber: true,
};

const nobody = { own: undefined, isShared: false };

const plan = nearly(
	[
		sound,
		{ ...sound, isSecure: false, uris: [{ uri: 'sip:pbx1.acme.com', isEnabled: true }] },
		{ ...sound, hasDomain: false, credentials: nobody },
		{ ...sound, uris: [], hasNumber: false },
		{ ...sound, credentials: nobody, addresses: { own: undefined, isShared: true } },
	],
	random,
);

const sid = (prefix: string, number: number) => `${prefix}${String(number).padStart(32, '0')}`;

/** What trunks share: one list of each kind, which may be empty. */
function shared(sandbox: Sandbox, isFilled: boolean) {
	const account = sandbox.state('twilio').accounts[twilioAccount.accountSid];
	const credentials = new CursorCollection<Credential>();
	const entries = new CursorCollection<IpAddress>();
	if (isFilled) {
		credentials.add({ ...longAgo, sid: sid('CR', 0), username: 'all', passwordDigest: '' });
		const ipAddress = '44.238.177.138';
		const entry = { friendlyName: 'all', ipAddress, cidrPrefixLength: 32 };
		entries.add({ ...longAgo, sid: sid('IP', 0), ...entry });
	}
	const everyone = { ...longAgo, friendlyName: 'Everyone' };
	account.credentialLists.add({ ...everyone, sid: sid('CL', 0), credentials });
	account.ipAccessControlLists.add({ ...everyone, sid: sid('AL', 0), addresses: entries });
}

function write(sandbox: Sandbox, plans: TwilioPlan[]): string[] {
	sandbox.seedTrunks(
		'twilio',
		plans.map((_, nth) => `Trunk ${nth}`),
	);
	const state = sandbox.state('twilio');
	const account = state.accounts[twilioAccount.accountSid];
	if (plans.some(({ credentials, addresses: from }) => credentials.isShared || from.isShared)) {
		shared(sandbox, plans.length % 2 === 0);
	}
	const [model] = account.incomingPhoneNumbers;
	let made = 1;
	[...state.trunks].forEach((trunk, nth) => {
		const planned = plans[nth];
		const name = `Trunk ${nth} ${trunk.sid}`;
		trunk.settings.domain_name = planned.hasDomain ? `t${nth}.pstn.twilio.com` : null;
		trunk.settings.secure = planned.isSecure;
		for (const { uri, isEnabled } of planned.uris) {
			const settings = { sip_url: uri, friendly_name: 'x', priority: 10, weight: 10 };
			const enabled = { ...settings, enabled: isEnabled };
			trunk.originationUrls.add({ ...longAgo, sid: sid('OU', made++), settings: enabled });
		}
		const { own: users, isShared: sharesUsers } = planned.credentials;
		if (users !== undefined) {
			const credentials = new CursorCollection<Credential>();
			for (const username of users.entries) {
				const entry = { username: `${username}${made}`, passwordDigest: '' };
				credentials.add({ ...longAgo, sid: sid('CR', made++), ...entry });
			}
			const list = { ...longAgo, sid: sid('CL', made++), friendlyName: name, credentials };
			account.credentialLists.add(list);
			if (users.isOnTrunk) trunk.credentialLists.add({ ...longAgo, sid: list.sid });
		}
		if (sharesUsers) trunk.credentialLists.add({ ...longAgo, sid: sid('CL', 0) });
		const { own, isShared } = planned.addresses;
		if (own !== undefined) {
			const entries = new CursorCollection<IpAddress>();
			for (const ipAddress of own.entries) {
				const entry = { friendlyName: `a${made}`, ipAddress, cidrPrefixLength: 32 };
				entries.add({ ...longAgo, sid: sid('IP', made++), ...entry });
			}
			const list = { ...longAgo, sid: sid('AL', made++), friendlyName: name, addresses: entries };
			account.ipAccessControlLists.add(list);
			if (own.isOnTrunk) trunk.ipAccessControlLists.add({ ...longAgo, sid: list.sid });
		}
		if (isShared) trunk.ipAccessControlLists.add({ ...longAgo, sid: sid('AL', 0) });
		if (!planned.hasNumber) return;
		account.incomingPhoneNumbers.add({
			...model,
			sid: sid('PN', 1_000_000 + nth),
			phoneNumber: `+1202555${String(nth).padStart(4, '0')}`,
			trunkSid: trunk.sid,
		});
	});
	const trunks = [...state.trunks];
	trunks.forEach((trunk, nth) => {
		const next = trunks[(nth + 1) % trunks.length];
		const list = [...account.credentialLists].find((one) => one.friendlyName.endsWith(next.sid));
		if (!plans[nth].hasListOfNext || list === undefined || next === trunk) return;
		trunk.credentialLists.add({ ...longAgo, sid: list.sid });
	});
	return trunks.map((trunk) => trunk.sid);
}

export const twilio: RandomTrunks = {
	plan,
	write,
	judgements: ['ok', 'warning', 'fail'],
};
