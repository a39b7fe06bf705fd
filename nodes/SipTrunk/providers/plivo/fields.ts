import { fieldsSentAs, snakeCase } from '../../fields/factories';
import { pickerField } from '../../fields/picker';

/** What Plivo's fields have in common: parameters are written `ip_addresses`. */

export const { textField, switchField, choiceField } = fieldsSentAs(snakeCase);

/** IDs of trunks are digits, more than a number holds; the others look like UUIDs, and not all are. */
const TRUNK_EXAMPLE = '21784177241578';
export const UUID_EXAMPLE = '90b6eb07-796c-4d86-a4fd-44ed11667ddb';

export const trunkId = pickerField('trunk', { placeholder: TRUNK_EXAMPLE });

/** Without a trunk: all numbers of the account. */
export const onTrunk = pickerField('trunk', {
	required: false,
	placeholder: TRUNK_EXAMPLE,
	description: 'Leave empty for all numbers of the account',
});
