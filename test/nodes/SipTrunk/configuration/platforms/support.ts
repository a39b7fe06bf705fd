import type { CarrierForm } from '../../../../../nodes/SipTrunk/contract/carrier';
import type { Carrier } from '../../../../../nodes/SipTrunk/configuration/platforms/contradictions';
import type {
	PlatformInput,
	Preset,
} from '../../../../../nodes/SipTrunk/configuration/platforms/preset';
import { PRESETS } from '../../../../../nodes/SipTrunk/configuration/platforms/presets';
import { providers } from '../../../../../nodes/SipTrunk/providers';

/** What the tests of platforms share. */

/** An answer to everything that presets ask. */
export const INPUTS: Record<PlatformInput, string> = {
	accountSipDomain: 'acme.sip.ultravox.ai',
	agentId: 'a1b2',
	platformRegion: 'eu',
	projectId: 'proj_abc',
	projectSubdomain: 'vjnxecm0tjk',
	vapiCredentialId: 'c-1',
};

export const preset = (id: string): Preset => {
	const found = PRESETS.find((one) => one.id === id);
	if (found === undefined) throw new Error(`No preset ${id}`);
	return found;
};

/** Every provider that sends calls to platforms. */
export const carriers = providers.flatMap(({ value, name, carrier: form }) =>
	form === undefined ? [] : [{ value, name, form }],
);

export const carrier = (value: string): Carrier & { form: CarrierForm } => {
	const found = carriers.find((one) => one.value === value);
	if (found === undefined) throw new Error(`${value} sends no calls to platforms`);
	return found;
};

/** A description that says nothing. */
export const NOTHING = { settings: {}, sections: {} };
