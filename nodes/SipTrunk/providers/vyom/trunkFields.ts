import { InputError, shown, type Check } from '../../validation/inputError';
import { text, userName } from '../../validation/text';
import { listOf } from '../../validation/choices';
import { integer } from '../../validation/numbers';
import { compactNumber, e164 } from '../../validation/phoneNumber';
import { webUrl } from '../../validation/network';
import { sipHost } from '../../validation/sip';
import { collection } from '../../fields/common';
import { fieldsSentAs, snakeCase } from '../../fields/factories';

/** The settings of a trunk: https://api-livekit-vyom.indusnettechnologies.com/documentation/api/sip/create */

const { textField, switchField, choiceField } = fieldsSentAs(snakeCase);

export const trunkFields = [
	textField('Name', {
		required: true,
		placeholder: 'Berlin office',
		description: "The trunk's name at Vyom, up to 100 characters; several trunks may have the same",
		sentAs: 'trunk_name',
		check: text({ max: 100 }),
	}),
	choiceField('Trunk Type', {
		choices: {
			exotel: ['Exotel', 'Calls go out through your virtual number at Exotel'],
			twilio: ['Twilio', 'Calls go out through an Elastic SIP trunk of your Twilio account'],
		},
		default: 'twilio',
		required: true,
		description: 'The carrier that Vyom sends the calls to',
	}),
] as const;

const ifTwilio = { trunkType: ['twilio'] };

export const twilioFields = [
	textField('Address', {
		required: true,
		placeholder: 'example.pstn.twilio.com',
		description: 'The termination domain of your Twilio trunk, up to 100 characters',
		check: sipHost({ max: 100, example: 'example.pstn.twilio.com' }),
		showWhen: ifTwilio,
	}),
	textField('Phone Numbers', {
		required: true,
		placeholder: '+14155550100, +14155550101',
		description:
			'The numbers of your Twilio trunk in E.164 form, separated by commas, or a list. Vyom does not check that they belong to you.',
		sentAs: 'numbers',
		check: listOf(e164),
		showWhen: ifTwilio,
	}),
	textField('SIP Username', {
		name: 'username',
		required: true,
		description:
			'The user name with which Vyom signs in to the Twilio trunk, up to 100 characters. Better a user of a Twilio credential list than what one page of Vyom asks for, the Account SID: with the Auth Token as password it opens the whole Twilio account.',
		check: userName({ max: 100 }),
		showWhen: ifTwilio,
	}),
	textField('SIP Password', {
		name: 'password',
		secret: true,
		required: true,
		description:
			'The password to the SIP user name, up to 100 characters. Vyom does not try it when the trunk is made.',
		check: text({ max: 100, keepSpaces: true, secret: true }),
		showWhen: ifTwilio,
	}),
] as const;

/** With the country code, or as it is dialled inside India, which Exotel shows too; Vyom passes it on as it is sent. */
const exotelNumber: Check<string> = (value, label) => {
	const compact = typeof value === 'string' ? compactNumber(value) : '';
	if (!/^0[1-9]/.test(compact)) return e164(value, label);
	if (/^0\d{10}$/.test(compact)) return compact;
	throw new InputError(
		label,
		`must have ten digits after the 0 that is dialled inside India, but it is ${shown(value)}.`,
		'+910055500121 or 08055500121',
	);
};

const ifExotel = { trunkType: ['exotel'] };

export const exotelFields = [
	textField('Phone Number', {
		required: true,
		placeholder: '+910055500121',
		description:
			'Your virtual number at Exotel, which called people see: with +91, or as it is dialled in India, with 0 and ten digits (exotel_number)',
		sentAs: 'exotel_number',
		check: exotelNumber,
		showWhen: ifExotel,
	}),
	textField('SIP Host', {
		placeholder: 'pstn.in1.exotel.com',
		description: "The host of Exotel to which calls are sent; without it Vyom's own setting counts",
		check: sipHost({ example: 'pstn.in1.exotel.com', port: false }),
		showWhen: ifExotel,
	}),
	textField('SIP Port', {
		placeholder: '5070',
		description: "The port of the SIP host; without it Vyom's own setting counts, usually 5070",
		check: integer({ min: 1, max: 65535, example: '5070' }),
		showWhen: ifExotel,
	}),
	textField('SIP Domain', {
		placeholder: 'example.exotel.com',
		description: "The SIP domain (realm) at Exotel; without it Vyom's own setting counts",
		check: sipHost({ example: 'example.exotel.com', port: false }),
		showWhen: ifExotel,
	}),
] as const;

export const additionalFields = collection('additionalFields', [
	switchField('Passthrough Mode', {
		default: false,
		description:
			'Whether the trunk carries calls between people instead of calls of an AI agent. It cannot be changed later, and an older Vyom server ignores it without a word.',
	}),
	textField('Passthrough Webhook URL', {
		placeholder: 'https://example.com/hooks/trunk',
		description:
			'The address that is told about the end of every passthrough call. Its requests are not signed, so choose one that is hard to guess.',
		check: webUrl(),
	}),
]);

export const createFields = [
	...trunkFields,
	...twilioFields,
	...exotelFields,
	additionalFields,
] as const;
