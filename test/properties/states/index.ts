import type { ProviderName } from '../../../sandbox/index';
import { miniVoice } from './miniVoice';
import type { RandomTrunks } from './state';
import { tryVox } from './tryVox';
import { twilio } from './twilio';
import { vobiz } from './vobiz';
import { vyom } from './vyom';

/** Random states of every provider's trunks; the compiler says which one is missing. */
export const states: Record<ProviderName, RandomTrunks> = {
	miniVoice,
	tryVox,
	twilio,
	vobiz,
	vyom,
};
