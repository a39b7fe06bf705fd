import type { IDataObject } from 'n8n-workflow';
import { fieldsSentAs, snakeCase } from '../../fields/factories';
import { text } from '../../validation/text';

/** What trunks and dispatch rules have in common. */

export const { textField, switchField, choiceField } = fieldsSentAs(snakeCase);

export const name = textField('Name', {
	required: true,
	placeholder: 'Berlin office',
	description: 'What it is called at LiveKit; several may have the same name',
});

export const metadata = textField('Metadata', {
	description: 'Any text, often JSON, that agents can read',
	check: text({ unseen: 'refused' }),
});

/** What is cleared is an empty text among the values, where LiveKit has a list. */
const LISTS = ['allowed_addresses', 'allowed_numbers', 'inbound_numbers', 'numbers', 'trunk_ids'];

/** The same body, with what is cleared in LiveKit's form. */
export const withEmptied = (body: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(body).map(([key, value]) => [
			key,
			value === '' && LISTS.includes(key) ? [] : value,
		]),
	);

/** The body of the fields with what stands in Other Settings. `media` may be in both. */
export const withOther = (body: IDataObject, other: IDataObject = {}): IDataObject => ({
	...body,
	...other,
	...(body.media !== undefined && other.media !== undefined
		? { media: { ...(other.media as IDataObject), ...(body.media as IDataObject) } }
		: {}),
});
