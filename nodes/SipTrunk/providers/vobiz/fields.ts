import { fieldsSentAs, snakeCase } from '../../fields/factories';
import { pickerField } from '../../fields/picker';

/** What Vobiz' fields have in common: parameters are written `webhook_url`, and IDs are UUIDs. */

export const { textField, numberField, switchField, choiceField } = fieldsSentAs(snakeCase);

const TRUNK_EXAMPLE = '11112222-3333-4444-5555-666677778888';

export const trunkId = pickerField('trunk', { placeholder: TRUNK_EXAMPLE });

/** The trunk as a filter of Get Many. Empty: all numbers of the account. */
export const onTrunk = pickerField('trunk', {
	required: false,
	placeholder: TRUNK_EXAMPLE,
	description: 'Leave empty for all numbers of the account',
});
