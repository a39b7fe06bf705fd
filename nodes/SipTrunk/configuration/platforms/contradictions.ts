import type { CarrierForm, Transport } from '../../contract/carrier';
import type { Settings } from '../configuration';
import type { Preset } from './preset';
import { PRESETS } from './presets';

/** Why calls cannot get to a platform, each in a sentence that goes on after "Connect To". Pure. */

/** Who sends the calls: a provider's name and how it writes a target. */
export interface Carrier {
	name: string;
	form: CarrierForm;
	/** Whether the direction of a trunk stays what it is. */
	keepsDirection?: boolean;
}

const label = (id: string | undefined) => PRESETS.find((preset) => preset.id === id)?.label;

/** Why calls of this provider can never reach the platform, or undefined if they can. */
export function impossible(preset: Preset, { name, form }: Carrier): string | undefined {
	const { transport, mediaEncryption, user } = preset;
	if (user !== 'number' && form.reachesUsers === false) {
		return `cannot be ${preset.label}: it knows by the user in the address whose calls they are, and ${name} sends calls to a host alone.`;
	}
	if (!form.transports.includes(transport)) {
		return `cannot be ${preset.label}: it takes calls over ${transport.toUpperCase()}, which ${name} does not offer.`;
	}
	if (mediaEncryption === 'required' && !form.encryptsMedia) {
		return `cannot be ${preset.label}: it takes encrypted calls only (TLS and SRTP), and ${name} documents no encryption of media.`;
	}
	return undefined;
}

/** The direction of a trunk that is for the other calls only. */
const OTHER_DIRECTION = { incoming: 'outbound', outgoing: 'inbound' } as const;
const OWN_DIRECTION = { incoming: 'inbound', outgoing: 'outbound' } as const;

function problemOfDirection(
	preset: Preset,
	{ calls }: CarrierForm,
	current: Settings,
	{ direction }: Settings,
): string | undefined {
	if (direction !== OTHER_DIRECTION[calls]) return undefined;
	const own = OWN_DIRECTION[calls];
	const remedy =
		current.direction === direction
			? `Choose a trunk whose direction is "${own}".`
			: `Set it to "${own}".`;
	return `sends ${calls} calls to ${preset.label}, but the direction of the trunk is "${direction}". ${remedy}`;
}

/** A trunk as it is and as it would be, with the transport of its calls to the platform. */
interface Change {
	current: Settings;
	after: Settings;
	transport: Transport;
}

/** What the settings of the trunk, as they would be, have against calls to the platform, or undefined. */
export function contradiction(
	preset: Preset,
	form: CarrierForm,
	{ current, after, transport }: Change,
): string | undefined {
	const wrongDirection = problemOfDirection(preset, form, current, after);
	if (wrongDirection !== undefined) return wrongDirection;
	if (!preset.accepts.includes(transport)) {
		return `cannot be ${preset.label} with the transport "${transport}": it takes ${preset.accepts.join(', ')}.`;
	}
	const demanded =
		form.demandsEncryption === undefined ? after.secure : form.demandsEncryption(after);
	if (preset.mediaEncryption === 'required' && demanded === false) {
		return `cannot be ${preset.label} without encryption: it takes encrypted calls only. Turn encryption on.`;
	}
	const encrypts = transport === 'tls';
	const hasOtherPort = encrypts && preset.transport !== 'tls' && preset.port !== null;
	const isPlain = demanded === true && (preset.mediaEncryption === 'no' || !encrypts);
	if (!hasOtherPort && !isPlain) return undefined;
	const other = label(preset.encrypted);
	return `cannot be ${preset.label} on a trunk that demands encryption, because its calls are not encrypted. ${other === undefined ? 'Turn encryption off.' : `Choose ${other}, or turn encryption off.`}`;
}
