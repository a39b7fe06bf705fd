import type { IDataObject } from 'n8n-workflow';
import type { CarrierForm } from '../../contract/carrier';
import type { Registration, RegistrationFacts } from './registration';
import { registrations } from './register';

/** What Plan and Apply put out about the platform that a trunk was connected to. */
export interface PlatformReport {
	id: string;
	name: string;
	/** The day, or the month, on which its data were compared with `source`. */
	checked: string;
	source: string;
	/** The address to which the carrier sends calls, as it stands in the trunk. */
	uri: string;
	transport: string;
	/** The blocks from which media come, for firewalls; empty where they are those of signalling, or not documented. */
	mediaAddresses: string[];
	/** What people get wrong with it, and what nobody has documented. */
	notes: string[];
	/** The request that registers trunk or number; null where the platform has none. */
	register: Registration | null;
	/** The requests that follow it: for further numbers, a dispatch rule, outgoing calls. */
	alsoRegister: Registration[];
}

export function platformReport(
	form: CarrierForm,
	uri: string,
	facts: RegistrationFacts,
): PlatformReport & IDataObject {
	const { preset, target, takesCalls } = facts;
	const [first = null, ...others] = registrations(facts);
	return {
		id: preset.id,
		name: preset.label,
		checked: preset.checked,
		source: preset.source,
		uri,
		transport: target.transport,
		mediaAddresses: [...(preset.mediaAddresses ?? [])],
		notes: [
			...preset.notes,
			...((takesCalls && preset.notesOnItsCalls) || []),
			...(form.notes?.(target) ?? []),
		],
		register: first,
		alsoRegister: others,
	} as PlatformReport & IDataObject;
}
