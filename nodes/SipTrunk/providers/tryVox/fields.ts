import { fieldsSentAs, snakeCase } from '../../fields/factories';
import { pickerField } from '../../fields/picker';

/** What TryVox's fields have in common: parameters are written `auth_type`. */

export const { textField, numberField, choiceField } = fieldsSentAs(snakeCase);

const TRUNK_EXAMPLE = 'trunk_4x5y6z';

export const trunkId = pickerField('trunk', { placeholder: TRUNK_EXAMPLE });

/** A trunk on which it depends whether what is done has an effect. */
export const trunkField = (own: { description: string }) =>
	pickerField('trunk', { ...own, placeholder: TRUNK_EXAMPLE });

/** Without a trunk: all numbers of the account. */
export const onTrunk = pickerField('trunk', {
	required: false,
	placeholder: TRUNK_EXAMPLE,
	description: 'Leave empty for all numbers of the account',
});
