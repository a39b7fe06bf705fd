import { twilioAccount } from '../sandbox/providers/twilio/account.js';
import type { LoggedRequest, Sandbox } from '../sandbox/index.js';
import type { ExecutionResult, Row } from './execution.mjs';
import type { Registered } from './platforms.mjs';

/** What one run of an example has left behind. */
export interface Aftermath {
	sandbox: Sandbox;
	result: ExecutionResult;
	/** What the providers were asked during the run. */
	requests: LoggedRequest[];
	/** What was registered at platforms during the run. */
	registered: Registered[];
}

/** Names the first claim that does not hold, as a sentence. */
const claims = (all: Record<string, boolean>): string | undefined => {
	const broken = Object.entries(all).find(([, holds]) => !holds);
	return broken && `It is not so that ${broken[0]}`;
};

const answerOf = ({ result }: Aftermath) => (result.answer?.body ?? {}) as Record<string, string>;

const reads = ({ method }: LoggedRequest) => method === 'GET';

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

export const answerHasNoPassword = (aftermath: Aftermath) =>
	claims({ 'the answer has no password': !('password' in answerOf(aftermath)) });

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

/** The report has one line, which is about this trunk. */
export const reportTellsOf =
	(name: string) =>
	({ result }: Aftermath) => {
		const { text } = result.outputs.Report[0];
		return claims({
			[`the report is about "${name}" alone`]:
				String(text).split('\n').length === 1 && String(text).includes(name),
		});
	};

/** One incoming trunk of this name, whose calls go to an origination URI. */
export const vobizHasIncomingTrunk =
	(name: string) =>
	({ sandbox }: Aftermath) => {
		const named = sandbox
			.state('vobiz')
			.trunks.all()
			.filter((trunk) => trunk.name === name && trunk.trunk_direction === 'inbound');
		return claims({
			[`Vobiz has one incoming trunk "${name}"`]: named.length === 1,
			'its calls go to an origination URI': named[0]?.primary_uri_uuid !== undefined,
		});
	};

/** The two trunks of a Vobiz customer, with everything chosen that calls need. */
export function customerHasVobizTrunks(aftermath: Aftermath): string | undefined {
	const { sandbox } = aftermath;
	const { trunkId, incomingTrunkId, sipDomain, password, phoneNumber } = answerOf(aftermath);
	const { trunks, numbers } = sandbox.state('vobiz');
	const outgoing = trunks.get(trunkId);
	const incoming = trunks.get(incomingTrunkId);
	return claims({
		'the outgoing trunk exists': outgoing?.trunk_direction === 'outbound',
		'the incoming trunk exists': incoming?.trunk_direction === 'inbound',
		'the answer has the SIP domain': sipDomain === outgoing?.trunk_domain,
		'the answer has a password': typeof password === 'string' && password.length >= 12,
		'calls out need the user name': outgoing?.credential_uuid !== undefined,
		'calls out must come from the address': outgoing?.ipacl_uuid !== undefined,
		'calls in go to the origination URI': incoming?.primary_uri_uuid !== undefined,
		'the number of the answer is on the incoming trunk':
			numbers.get(phoneNumber)?.trunk_group_id === incomingTrunkId,
	});
}

export const numberIs = (phoneNumber: string) => (aftermath: Aftermath) =>
	claims({
		[`the customer got ${phoneNumber}`]: answerOf(aftermath).phoneNumber === phoneNumber,
	});

export const answerSays = (text: string) => (aftermath: Aftermath) =>
	claims({
		[`the answer says "${text}"`]: String(answerOf(aftermath).message).includes(text),
	});

/** The providers were asked for nothing but what they have. */
export const nothingWasChanged = ({ requests }: Aftermath) =>
	claims({ 'nothing was changed': requests.every(reads) });

/** What was to be made was refused, so everything is as it was before. */
export const everyChangeWasRefused = ({ requests }: Aftermath) =>
	claims({
		'something was to be changed': !requests.every(reads),
		'every change was refused': requests
			.filter((request) => !reads(request))
			.every(({ status }) => status >= 400),
	});

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

/** What n8n asked in the chat, in order, and what it said at the end. */
export const chatWas = (question: RegExp, reply: RegExp) => (aftermath: Aftermath) => {
	const { questions, replies } = aftermath.result.chat ?? { questions: [], replies: [] };
	return claims({
		[`the chat asked ${String(question)}, once`]:
			questions.length === 1 && question.test(questions[0]),
		[`the chat ended with ${String(reply)}`]: replies.length === 1 && reply.test(replies[0]),
	});
};

/** The trunk that a tool says it has made is at Twilio. */
export const toolMadeTrunk = (tool: string) => (aftermath: Aftermath) => {
	const [row] = aftermath.result.outputs[tool] ?? ([] as Row[]);
	const { trunks } = aftermath.sandbox.state('twilio');
	return claims({ 'the trunk is at Twilio': trunks.get(String(row?.id)) !== undefined });
};

/** One after the other; the first that is not so counts. */
export const all =
	(...checks: Array<(aftermath: Aftermath) => string | undefined>) =>
	(aftermath: Aftermath) =>
		checks.map((check) => check(aftermath)).find((failure) => failure !== undefined);
