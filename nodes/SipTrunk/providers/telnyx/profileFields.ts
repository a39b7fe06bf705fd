import { collection, forUpdate } from '../../fields/common';
import { listOf } from '../../validation/choices';
import { InputError, isBlank, shown, type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { numberField, switchField, tags, textField } from './fields';
import { moreSettings } from './moreSettings';
import { profileSettings } from './profileSettings';

/** What an outbound voice profile allows: https://developers.telnyx.com/api/outbound-voice-profiles */

const name = textField('Name', {
	required: true,
	placeholder: 'Europe',
	description: 'What the profile is called, at least 3 characters',
	check: text({ min: 3 }),
});

const country: Check<string> = (value, label) => {
	const entered = text({ example: 'US, IN, GB', unseen: 'refused' })(value, label);
	if (entered === undefined) return undefined;
	if (/^[A-Za-z]{2}$/.test(entered)) return entered.toUpperCase();
	throw new InputError(
		label,
		`must be a country by its two letters (ISO 3166-1 alpha-2), but it is ${shown(entered)}.`,
		'US, IN, GB',
	);
};

/** Money, in decimals. */
const AMOUNT = /^\d+(?:\.\d+)?$/;

const amount: Check<number> = (value, label) => {
	if (isBlank(value)) return undefined;
	const written = typeof value === 'string' ? value.trim() : value;
	if (typeof written === 'number' && Number.isFinite(written) && written >= 0) return written;
	if (typeof written === 'string' && AMOUNT.test(written)) return Number(written);
	throw new InputError(label, `must be an amount in USD, but it is ${shown(value)}.`, '0.05');
};

/** Telnyx takes it as a text. */
const amountAsText: Check<string> = (value, label) => {
	const entered = amount(value, label);
	return entered === undefined ? undefined : entered.toFixed(2);
};

const settings = [
	textField('Allowed Countries', {
		placeholder: 'US, IN, GB',
		description:
			'To which calls may go, by two letters each. Without it only US and CA: a call to any other country fails.',
		sentAs: 'whitelisted_destinations',
		check: listOf(country),
	}),
	textField('Daily Spend Limit', {
		placeholder: '100',
		description:
			'How much may be spent on a day, in USD. It counts if Daily Spend Limit Enabled is on.',
		check: amountAsText,
	}),
	switchField('Daily Spend Limit Enabled', {
		default: false,
		description: 'Whether the daily spend limit counts',
	}),
	switchField('Enabled', {
		default: true,
		description: 'Whether its trunks can place calls',
	}),
	numberField('Max Concurrent Calls', {
		min: 0,
		default: 10,
		description: 'How many outgoing calls there may be at a time, up to the limit of the account',
		sentAs: 'concurrent_call_limit',
	}),
	textField('Max Destination Rate', {
		placeholder: '0.05',
		description: 'The most that a minute may cost, in USD. Dearer calls fail.',
		check: amount,
	}),
	moreSettings(profileSettings, '{ "billing_group_id": "…" }', 'docs/telnyx.md'),
	tags,
];

export const createFields = [name, collection('additionalFields', settings)] as const;

export const updateFields = [
	collection('updateFields', forUpdate([name, ...settings], ['tags'])),
] as const;
