import { fieldsSentAs, pascalCase } from '../../fields/factories';
import { pickerField } from '../../fields/picker';
import { id } from '../../validation/text';

/** What Twilio's fields have in common: parameters are written `FriendlyName`, and everything has a SID. */

export const { textField, numberField, switchField, choiceField } = fieldsSentAs(pascalCase);

/** Checks a SID: two letters for the kind, as `TK`, and 32 hexadecimal digits. */
export const sid = (prefix: string) =>
	id({ pattern: new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), example: exampleSid(prefix) });

const exampleSid = (prefix: string) => `${prefix}0123456789abcdef0123456789abcdef`;

/** What a field has with which something is chosen that has a SID. */
export const bySid = (prefix: string) => ({
	check: sid(prefix),
	placeholder: exampleSid(prefix),
});

export const trunkId = pickerField('trunk', bySid('TK'));
