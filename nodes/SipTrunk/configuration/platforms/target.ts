import type { CallTarget } from '../../contract/carrier';
import type { Preset } from './preset';

/** Where a preset sends calls, once it is known what had to be asked. */

/** Checked values of a preset's inputs, by name. */
export type PlatformInputs = Partial<Record<string, string>>;

const filledIn = (template: string, inputs: PlatformInputs) =>
	template.replace(/<(\w+)>/g, (placeholder, name: string) => inputs[name] ?? placeholder);

/** How a platform writes the ID that stands in the user part. */
const USER_PREFIX: Partial<Record<Preset['platform'], string>> = { ultravox: 'agent_' };

export function targetOf(preset: Preset, inputs: PlatformInputs): CallTarget {
	const { platform, user, port, transport, mediaEncryption } = preset;
	return {
		user: user === 'number' ? null : (USER_PREFIX[platform] ?? '') + filledIn(user, inputs),
		host: filledIn(preset.host, inputs),
		port,
		transport,
		encryptMedia: mediaEncryption === 'required' || mediaEncryption === 'recommended',
	};
}

/** The blocks from which the platform places calls through the carrier; empty where it has no fixed ones. */
export function addressesOf(preset: Preset, { platformRegion }: PlatformInputs): readonly string[] {
	const { addresses, regionsWithAddresses } = preset;
	const hasFixed =
		regionsWithAddresses === undefined || regionsWithAddresses.includes(String(platformRegion));
	return hasFixed ? addresses : [];
}
