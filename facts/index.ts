import type { ProviderName } from '../nodes/SipTrunk/providers';
import { liveKit } from './providers/liveKit';
import { miniVoice } from './providers/miniVoice';
import { plivo } from './providers/plivo';
import { telnyx } from './providers/telnyx';
import { tryVox } from './providers/tryVox';
import { twilio } from './providers/twilio';
import { vobiz } from './providers/vobiz';
import { vyom } from './providers/vyom';
import type { ProviderFacts } from './providerFacts';

/** One entry per provider of the registry; the compiler says which one is missing. */
export const facts: Record<ProviderName, ProviderFacts> = {
	liveKit,
	miniVoice,
	plivo,
	telnyx,
	tryVox,
	twilio,
	vobiz,
	vyom,
};
