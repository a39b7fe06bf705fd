import { twilioAccount } from '../../sandbox/providers/twilio/account.js';
import { twilioCalls } from '../../sandbox/providers/twilio/calls.js';
import type { Sandbox } from '../../sandbox/index.js';
import type { Row } from '../execution.mjs';
import { answerOf, claims, type Aftermath } from './aftermath.mjs';

/** What must be true at Twilio after an example, and what others do there. */

const twilioNumbers = (sandbox: Sandbox) => [
	...sandbox.state('twilio').accounts[twilioAccount.accountSid].incomingPhoneNumbers,
];

const twilioTrunkNamed = (sandbox: Sandbox, name: string) =>
	[...sandbox.state('twilio').trunks].find(({ settings }) => settings.friendly_name === name);

/** A whole Twilio trunk: both ways to call, and a number. */
export function twilioTrunkIsComplete(aftermath: Aftermath): string | undefined {
	const { sandbox } = aftermath;
	const { trunkId, sipDomain, username, phoneNumber } = answerOf(aftermath);
	const trunk = sandbox.state('twilio').trunks.get(trunkId);
	const number = twilioNumbers(sandbox).find((candidate) => candidate.phoneNumber === phoneNumber);
	const [attached] = [...(trunk?.credentialLists ?? [])];
	const { credentialLists } = sandbox.state('twilio').accounts[twilioAccount.accountSid];
	const list = attached && credentialLists.get(attached.sid);
	return claims({
		'the trunk of the answer exists': trunk !== undefined,
		'the answer has the SIP domain': sipDomain === trunk?.settings.domain_name,
		'the trunk has one origination URI': trunk?.originationUrls.size === 1,
		'the trunk has one credential list': trunk?.credentialLists.size === 1,
		'the list has the user name of the answer': JSON.stringify(
			[...(list?.credentials ?? [])].map((credential) => credential.username),
		).includes(username),
		'the trunk has one address list': trunk?.ipAccessControlLists.size === 1,
		'the number of the answer is on the trunk': number?.trunkSid === trunkId,
	});
}

/** The same, with a password that the caller can use. */
export const customerHasTwilioTrunk = (aftermath: Aftermath): string | undefined =>
	twilioTrunkIsComplete(aftermath) ??
	claims({
		'the answer has a password': String(answerOf(aftermath).password ?? '').length >= 12,
	});

/** What a run leaves that is killed before the end: no number, and no address list on the trunk. */
export const twilioTrunkIsHalf = (customerNumber: string) => (sandbox: Sandbox) => {
	const trunk = [...sandbox.state('twilio').trunks].find(({ settings }) =>
		settings.friendly_name.endsWith(` ${customerNumber}`),
	);
	if (trunk === undefined) throw new Error(`There is no trunk of ${customerNumber}`);
	for (const { sid } of [...trunk.ipAccessControlLists]) trunk.ipAccessControlLists.remove(sid);
	for (const number of twilioNumbers(sandbox)) {
		if (number.trunkSid === trunk.sid) number.trunkSid = null;
	}
};

/** Where calls to a trunk go. */
export const twilioSendsCallsTo =
	(name: string, ...uris: string[]) =>
	({ sandbox }: Aftermath) => {
		const present = [...(twilioTrunkNamed(sandbox, name)?.originationUrls ?? [])].map(
			({ settings }) => settings.sip_url,
		);
		return claims({
			[`trunk "${name}" sends its calls to ${uris.join(', ')}`]:
				present.sort().join() === [...uris].sort().join(),
		});
	};

/** Somebody else adds an address in the console. */
export const addTwilioUri = (name: string, uri: string) => (sandbox: Sandbox) => {
	const urls = twilioTrunkNamed(sandbox, name)?.originationUrls;
	const [model] = [...(urls ?? [])];
	urls?.add({
		...model,
		sid: `OU${'a'.repeat(32)}`,
		settings: { ...model.settings, friendly_name: 'Added', sip_url: uri },
	});
};

export const removeTwilioUri = (name: string, uri: string) => (sandbox: Sandbox) => {
	const urls = twilioTrunkNamed(sandbox, name)?.originationUrls;
	for (const url of [...(urls ?? [])]) if (url.settings.sip_url === uri) urls?.remove(url.sid);
};

/** How many trunks, credential lists, address lists and assigned numbers have the customer's number in their names. */
function twilioBelongings(sandbox: Sandbox, customerNumber: string): Record<string, number> {
	const { accounts, trunks } = sandbox.state('twilio');
	const { credentialLists, ipAccessControlLists } = accounts[twilioAccount.accountSid];
	const isTheirs = (name: string) => ` ${name} `.includes(` ${customerNumber} `);
	const theirTrunks = [...trunks].filter(({ settings }) => isTheirs(settings.friendly_name));
	return {
		trunks: theirTrunks.length,
		'credential lists': [...credentialLists].filter((list) => isTheirs(list.friendlyName)).length,
		'address lists': [...ipAccessControlLists].filter((list) => isTheirs(list.friendlyName)).length,
		numbers: twilioNumbers(sandbox).filter(({ trunkSid }) =>
			theirTrunks.some(({ sid }) => sid === trunkSid),
		).length,
	};
}

const twilioHas = (customerNumber: string, wanted: number) => (aftermath: Aftermath) =>
	claims(
		Object.fromEntries(
			Object.entries(twilioBelongings(aftermath.sandbox, customerNumber)).map(([what, count]) => [
				`customer ${customerNumber} has ${wanted} ${what}`,
				count === wanted,
			]),
		),
	);

/** Whatever has a customer's number in its name is gone. */
export const twilioForgets = (customerNumber: string) => twilioHas(customerNumber, 0);

/** A customer has everything once. */
export const twilioKeeps = (customerNumber: string) => twilioHas(customerNumber, 1);

/** A Twilio number that leads nowhere. */
export const twilioNumberIsFree = (wanted: string) => (aftermath: Aftermath) => {
	const number = twilioNumbers(aftermath.sandbox).find(({ phoneNumber }) => phoneNumber === wanted);
	return claims({ [`${wanted} is free`]: number !== undefined && !number.trunkSid });
};

/** The trunk that a tool says it has made is at Twilio. */
export const toolMadeTrunk = (tool: string) => (aftermath: Aftermath) => {
	const [row] = aftermath.result.outputs[tool] ?? ([] as Row[]);
	const { trunks } = aftermath.sandbox.state('twilio');
	return claims({ 'the trunk is at Twilio': trunks.get(String(row?.id)) !== undefined });
};

/** Calls go through in both directions, as far as the documentation says what they need. */
export const twilioCarriesCalls =
	(name: string) =>
	({ sandbox }: Aftermath) => {
		const sid = twilioTrunkNamed(sandbox, name)?.sid ?? '';
		const state = sandbox.state('twilio');
		return claims({
			[`calls come in over trunk "${name}"`]: twilioCalls.incoming(state, sid) === null,
			[`calls go out over trunk "${name}"`]: twilioCalls.outgoing(state, sid) === null,
		});
	};
