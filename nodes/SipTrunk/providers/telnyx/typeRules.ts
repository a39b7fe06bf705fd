import type { Field, Values } from '../../contract/provider';
import { enteredFields } from '../../fields/values';
import { InputError, shown } from '../../validation/inputError';
import { TRUNK_TYPES, TYPE_NAMES, type TrunkType } from './trunkTypes';

/** Which settings a trunk has by its type. */

/** Only some types have these; all others are for every type. */
const ONLY: Record<string, readonly TrunkType[]> = {
	authenticationMethod: ['fqdn', 'ip'],
	authenticationToken: ['fqdn', 'ip'],
	generatePassword: ['credential', 'fqdn'],
	password: ['credential', 'fqdn'],
	sipRegion: ['fqdn', 'ip'],
	sipSubdomain: ['fqdn', 'ip'],
	techPrefix: ['fqdn', 'ip'],
	transport: ['fqdn', 'ip'],
	username: ['credential', 'fqdn'],
};

const METHODS: Partial<Record<TrunkType, readonly string[]>> = {
	fqdn: ['credential-authentication', 'ip-authentication'],
	ip: ['tech-prefixp-charge-info', 'token'],
};

/** The types that have a setting, by its parameter name. */
export const typesWith = (setting: string): readonly TrunkType[] => ONLY[setting] ?? TRUNK_TYPES;

export const typesInWords = (types: readonly TrunkType[]) =>
	types.map((type) => TYPE_NAMES[type]).join(' and ');

/** @throws InputError for a setting that trunks of this type do not have */
export function refuseOthers(type: TrunkType, fields: readonly Field[], values: Values): void {
	for (const { field, value } of enteredFields(fields, values)) {
		const { [field.name]: only } = ONLY;
		if (only !== undefined && !only.includes(type) && value !== false) {
			throw new InputError(
				field.displayName,
				`is a setting of trunks of the type ${typesInWords(only)}, and this one is of the type ${TYPE_NAMES[type]}. Remove the field.`,
			);
		}
		const methods = METHODS[type];
		if (field.name !== 'authenticationMethod' || methods?.includes(String(value))) continue;
		throw new InputError(
			field.displayName,
			`must be ${methods?.join(' or ')} on a trunk of the type ${TYPE_NAMES[type]}, but it is ${shown(value)}.`,
		);
	}
}
