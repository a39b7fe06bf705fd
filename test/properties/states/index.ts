import type { ProviderName } from '../../../sandbox/index';
import { liveKit } from './liveKit';
import { miniVoice } from './miniVoice';
import { plivo } from './plivo';
import type { RandomTrunks } from './state';
import { telnyx } from './telnyx';
import { tryVox } from './tryVox';
import { twilio } from './twilio';
import { vobiz } from './vobiz';
import { vyom } from './vyom';

const states: Partial<Record<ProviderName, RandomTrunks>> = {
	liveKit,
	miniVoice,
	plivo,
	telnyx,
	tryVox,
	twilio,
	vobiz,
	vyom,
};

/** Random states of a provider's trunks, which every provider has that offers Check. */
export function statesOf(provider: ProviderName): RandomTrunks {
	const found = states[provider];
	if (found === undefined) {
		throw new Error(`test/properties/states has no states of trunks at ${provider}.`);
	}
	return found;
}
