import { fieldsSentAs, snakeCase } from '../../fields/factories';
import { pickerField } from '../../fields/picker';
import { listOf } from '../../validation/choices';
import { text } from '../../validation/text';

/** What Telnyx' fields have in common: parameters are written `webhook_event_url`. */

export const { textField, numberField, switchField, choiceField } = fieldsSentAs(snakeCase);

/** IDs are texts: 64-bit numbers, and in places UUIDs. */
export const ID_EXAMPLE = '1293384261075731499';

export const trunkId = pickerField('trunk', { placeholder: ID_EXAMPLE });

/** The trunk as a filter of Get Many. Empty: everything of the account. */
export const onTrunk = (things: string) =>
	pickerField('trunk', {
		required: false,
		placeholder: ID_EXAMPLE,
		description: `Leave empty for all ${things} of the account`,
	});

/** The trunk to which something is added. */
export const toTrunk = pickerField('trunk', {
	required: false,
	placeholder: ID_EXAMPLE,
	description: 'Another trunk of the same type, to which it goes',
	sentAs: 'connection_id',
});

export const tags = textField('Tags', {
	placeholder: 'customer-1002, berlin',
	description: 'Words to find it by, separated by commas, or a list',
	// An empty list is how all of them are removed.
	check: (value, label) => (value === '' ? [] : listOf(text())(value, label)),
});
