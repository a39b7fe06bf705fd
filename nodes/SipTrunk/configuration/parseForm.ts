import type { Values } from '../contract/provider';
import { kindOf, type Entry, type SectionName, type Settings } from './configuration';
import { entriesFrom, keysOf } from './parse';
import type { ConfigurationPort } from './port';
import type { Wanted } from './wanted';

/** A configuration as users enter it in the form, brought into the node's own form. */

/** The form's fields that hold lists, by section. Origination URIs are entered as rows. */
export const LIST_FIELDS: Partial<Record<SectionName, string>> = {
	sipCredentials: 'usernames',
	allowedAddresses: 'allowedAddresses',
	phoneNumbers: 'phoneNumbers',
};

/** What the check of such a field returns. An empty list means "none"; a section without a list is not managed. */
export interface EntryList {
	entries: Entry[];
}

/**
 * The configuration that is entered in the form's fields.
 *
 * @param values checked; those of the lists are `EntryList`
 * @throws InputError for rows of origination URIs that contradict each other
 */
export function wantedFromFields(port: ConfigurationPort, values: Values): Wanted {
	const entered = { ...(values.additionalFields as Values | undefined), ...values };
	const wanted: Wanted = { settings: {}, sections: {}, foreign: {} };
	for (const [key, { field }] of Object.entries(port.settings)) {
		const value = entered[field.name];
		if (value !== undefined) wanted.settings[key] = value as Settings[string];
	}
	for (const [section, name] of Object.entries(LIST_FIELDS) as Array<[SectionName, string]>) {
		if (keysOf(port, section) === undefined) continue;
		const list = values[name] as EntryList | undefined;
		if (list !== undefined) wanted.sections[section] = list.entries;
	}
	const rows = (values.originationUriRows as { row?: Entry[] } | undefined)?.row;
	const uris = keysOf(port, 'originationUris');
	if (rows !== undefined && uris !== undefined) {
		wanted.sections.originationUris = entriesFrom(
			'originationUris',
			uris,
			rows,
			kindOf('originationUris').name,
		);
	}
	return wanted;
}
