import {
	type Call,
	checkFriendlyName,
	found,
	type Handlers,
	isoDate,
	requiredText,
	rfcDate,
	text,
	toSettings,
	trunkOf,
} from './call';
import { Refusal } from './errors';
import { apiList, trunkingList } from './paging';
import type { IncomingPhoneNumber, Trunk } from './state';

const capabilities = { voice: true, sms: true, mms: true };

/** Settings that only the 2010 API shows. */
const settingsOfApi = [
	'address_sid',
	'bundle_sid',
	'emergency_address_sid',
	'emergency_address_status',
	'emergency_status',
	'identity_sid',
	'origin',
	'status',
	'type',
	'voice_receive_mode',
];

function uriOf(call: Call, number: IncomingPhoneNumber): string {
	return `/2010-04-01/Accounts/${call.account.sid}/IncomingPhoneNumbers/${number.sid}`;
}

function toAnswer(call: Call, number: IncomingPhoneNumber): Record<string, unknown> {
	return {
		sid: number.sid,
		account_sid: call.account.sid,
		phone_number: number.phoneNumber,
		...number.settings,
		capabilities: { ...capabilities, fax: false },
		trunk_sid: number.trunkSid,
		voice_application_sid: number.voiceApplicationSid,
		date_created: rfcDate(number.created),
		date_updated: rfcDate(number.updated),
		uri: `${uriOf(call, number)}.json`,
	};
}

/** The number as the trunk's sub-resource shows it: `sid` is the number's own. */
function toTrunkAnswer(call: Call, number: IncomingPhoneNumber): Record<string, unknown> {
	const address = call.world.address();
	const settings = Object.entries(number.settings).filter(
		([name]) => !settingsOfApi.includes(name),
	);
	return {
		sid: number.sid,
		account_sid: call.account.sid,
		phone_number: number.phoneNumber,
		...Object.fromEntries(settings),
		capabilities,
		trunk_sid: number.trunkSid,
		voice_application_sid: number.voiceApplicationSid,
		date_created: isoDate(number.created),
		date_updated: isoDate(number.updated),
		url: `${address}/v1/Trunks/${number.trunkSid}/PhoneNumbers/${number.sid}`,
		links: { phone_number: `${address}${uriOf(call, number)}` },
	};
}

function numberOf(call: Call): IncomingPhoneNumber {
	return found(call, call.account.incomingPhoneNumbers.get(call.path.Sid));
}

function attachedNumberOf(call: Call, trunk: Trunk): IncomingPhoneNumber {
	const number = numberOf(call);
	return found(call, number.trunkSid === trunk.sid ? number : undefined);
}

/**
 * Setting a trunk clears the voice application. A number that is on another trunk moves to this one;
 * what Twilio does then is not documented, and neither is what it does with a number that is on this
 * trunk already (here: nothing changes).
 */
function attach(number: IncomingPhoneNumber, trunkSid: string, now: Date): void {
	number.trunkSid = trunkSid;
	number.voiceApplicationSid = '';
	number.updated = now;
}

/** Leaves the voice application empty: that it does not come back is assumed. */
function detach(number: IncomingPhoneNumber, now: Date): void {
	number.trunkSid = null;
	number.updated = now;
}

export function detachAllNumbers(call: Call, trunkSid: string): void {
	for (const number of call.account.incomingPhoneNumbers) {
		if (number.trunkSid === trunkSid) detach(number, call.world.now());
	}
}

/** @throws {Refusal} 21634 if one of these numbers has emergency calling enabled. */
export function checkNoEmergencyCalling(
	call: Call,
	concerns: (number: IncomingPhoneNumber) => boolean,
): void {
	const blocked = call.account.incomingPhoneNumbers.some(
		(number) => concerns(number) && number.settings.emergency_status === 'Active',
	);
	if (blocked) throw new Refusal(21634, 'Emergency calling is enabled for a number of the trunk');
}

/** @throws {Refusal} 20404 (assumed) */
function checkTrunk(call: Call, sid: string): void {
	if (call.world.state.trunks.get(sid) === undefined) {
		throw new Refusal(20404, `The trunk ${sid} was not found`);
	}
}

/** `*` stands for any digit, and part of a number is enough. */
function numberFilter(pattern: string): RegExp {
	return new RegExp(pattern.replace(/\+/g, '\\+').replace(/\*/g, '\\d'));
}

function meetsFilters(call: Call): (number: IncomingPhoneNumber) => boolean {
	const { FriendlyName, Beta, Origin } = call.query;
	const phoneNumber = text(call.query, 'PhoneNumber');
	const pattern = phoneNumber === undefined ? undefined : numberFilter(phoneNumber);
	return ({ phoneNumber: digits, settings }) =>
		(pattern === undefined || pattern.test(digits)) &&
		(FriendlyName === undefined || settings.friendly_name === FriendlyName) &&
		(Beta !== false || settings.beta === false) &&
		(Origin === undefined || settings.origin === Origin);
}

/**
 * The trunk part: https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource
 * The 2010 part: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export const phoneNumberHandlers: Handlers = {
	CreatePhoneNumber: (call) => {
		const trunk = trunkOf(call);
		const sid = requiredText(call.form, 'PhoneNumberSid');
		const number = call.account.incomingPhoneNumbers.get(sid);
		// What Twilio answers for a number that is not there is assumed.
		if (number === undefined) throw new Refusal(20404, `The phone number ${sid} was not found`);
		attach(number, trunk.sid, call.world.now());
		call.world.effect(call.request, 'number attached', number.sid);
		return toTrunkAnswer(call, number);
	},

	ListPhoneNumber: (call) => {
		const trunk = trunkOf(call);
		const numbers = call.account.incomingPhoneNumbers.filter(
			({ trunkSid }) => trunkSid === trunk.sid,
		);
		return trunkingList(call, numbers, 'PN', 'phone_numbers', (number) =>
			toTrunkAnswer(call, number),
		);
	},

	FetchPhoneNumber: (call) => toTrunkAnswer(call, attachedNumberOf(call, trunkOf(call))),

	DeletePhoneNumber: (call) => {
		const number = attachedNumberOf(call, trunkOf(call));
		checkNoEmergencyCalling(call, (candidate) => candidate === number);
		detach(number, call.world.now());
		call.world.effect(call.request, 'number detached', number.sid);
		return undefined;
	},

	ListIncomingPhoneNumber: (call) => {
		const numbers = call.account.incomingPhoneNumbers.filter(meetsFilters(call));
		return apiList(call, numbers, 'PN', 'incoming_phone_numbers', (number) =>
			toAnswer(call, number),
		);
	},

	FetchIncomingPhoneNumber: (call) => toAnswer(call, numberOf(call)),

	UpdateIncomingPhoneNumber: (call) => {
		const number = numberOf(call);
		const { AccountSid, TrunkSid, VoiceApplicationSid, ...settings } = call.form;
		checkFriendlyName(text(call.form, 'FriendlyName'), { longest: 64 });
		if (AccountSid !== undefined && AccountSid !== call.account.sid) {
			throw new Refusal(20422, 'The sandbox does not move numbers between accounts');
		}
		if (typeof TrunkSid === 'string') checkTrunk(call, TrunkSid);

		const now = call.world.now();
		Object.assign(number.settings, toSettings(settings));
		number.updated = now;
		if (typeof VoiceApplicationSid === 'string') {
			detach(number, now);
			number.voiceApplicationSid = VoiceApplicationSid;
		}
		// Which of the two wins when both are sent is not documented; here the trunk.
		if (typeof TrunkSid === 'string') attach(number, TrunkSid, now);
		call.world.effect(call.request, 'number updated', number.sid);
		return toAnswer(call, number);
	},
};
