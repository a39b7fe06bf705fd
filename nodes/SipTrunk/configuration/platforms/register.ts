import type { PlatformId } from './preset';
import { elevenLabs, retell, vapi, xAi } from './registerNumber';
import { bolna, cartesia, liveKit, ultravox } from './registerTrunk';
import type { Registration, RegistrationFacts } from './registration';

/** The requests that register a trunk or its numbers, per platform, from the platforms' documentation. */

const REGISTRATIONS: Record<PlatformId, (facts: RegistrationFacts) => Registration[]> = {
	bolna,
	cartesia,
	elevenLabs,
	liveKit,
	// Its webhook is set in the settings of the project.
	openAi: () => [],
	retell,
	ultravox,
	vapi,
	xAi,
};

/** The requests in the order in which they are sent; none where the platform has no such request. */
export const registrations = (facts: RegistrationFacts): Registration[] =>
	REGISTRATIONS[facts.preset.platform](facts);
