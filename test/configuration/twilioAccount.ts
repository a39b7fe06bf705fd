import type { INodeParameters } from 'n8n-workflow';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import type { Sandbox } from '../../sandbox/index';

/** What a Twilio account holds for the tests of Trunk Configuration. */

const longAgo = new Date('2024-01-02T03:04:05Z');

export const accountOf = (sandbox: Sandbox) =>
	sandbox.state('twilio').accounts[twilioAccount.accountSid];

export const trunksOf = (sandbox: Sandbox) => [...sandbox.state('twilio').trunks];

/** Adds numbers that are routed nowhere. */
export function addNumbers(sandbox: Sandbox, count: number): string[] {
	const account = accountOf(sandbox);
	const [model] = [...account.incomingPhoneNumbers];
	return Array.from({ length: count }, (_, index) => {
		const digits = String(index).padStart(4, '0');
		const phoneNumber = `+1202555${digits}`;
		account.incomingPhoneNumbers.add({
			...model,
			settings: { ...model.settings, friendly_name: phoneNumber },
			sid: `PN${'9'.repeat(28)}${digits}`,
			phoneNumber,
			trunkSid: null,
			voiceApplicationSid: '',
			created: longAgo,
			updated: longAgo,
		});
		return phoneNumber;
	});
}

/** A new customer as a form describes one: a trunk, one address, one user name, one number. */
export const customer = (nth: number, phoneNumbers: string): INodeParameters => ({
	name: `Example Garage K${1000 + nth}`,
	domainName: `acme-k${1000 + nth}.pstn.twilio.com`,
	additionalFields: { secure: true },
	originationUriRows: {
		row: [
			{
				uri: `sip:pbx-${nth}.example.com:5061;transport=tls`,
				name: 'PBX',
				priority: 10,
				weight: 10,
				enabled: true,
			},
		],
	},
	usernames: `acme-k${1000 + nth}`,
	allowedAddresses: '203.0.113.26',
	phoneNumbers,
});

/** Everything that an account holds, without IDs, dates and passwords: what can be compared. */
export function stateOf(sandbox: Sandbox): unknown {
	const account = accountOf(sandbox);
	const namesById = new Map(
		trunksOf(sandbox).map(({ sid, settings }) => [sid, settings.friendly_name]),
	);
	const withoutSid = (name: string) => name.replace(/TK[0-9a-f]{32}/, 'TK');
	const lists = [...account.credentialLists].map(({ sid, friendlyName, credentials }) => ({
		name: withoutSid(friendlyName),
		entries: [...credentials].map(({ username }) => username).sort(),
		onTrunks: trunksOf(sandbox).filter((trunk) => trunk.credentialLists.get(sid)).length,
	}));
	const addresses = [...account.ipAccessControlLists].map(
		({ sid, friendlyName, addresses: own }) => ({
			name: withoutSid(friendlyName),
			entries: [...own]
				.map(
					({ friendlyName: name, ipAddress, cidrPrefixLength }) =>
						`${name} ${ipAddress}/${cidrPrefixLength}`,
				)
				.sort(),
			onTrunks: trunksOf(sandbox).filter((trunk) => trunk.ipAccessControlLists.get(sid)).length,
		}),
	);
	return {
		trunks: trunksOf(sandbox).map(({ settings, originationUrls }) => ({
			...settings,
			originationUrls: [...originationUrls].map((url) => url.settings),
		})),
		lists,
		addresses,
		numbers: [...account.incomingPhoneNumbers]
			.filter(({ trunkSid }) => trunkSid !== null)
			.map(({ phoneNumber, trunkSid }) => [phoneNumber, namesById.get(String(trunkSid))]),
	};
}
