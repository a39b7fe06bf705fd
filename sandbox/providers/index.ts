import type { ProviderName } from '../../nodes/SipTrunk/providers';
import type { CallingProvider } from '../provider';
import { liveKit } from './liveKit';
import { miniVoice } from './miniVoice';
import { plivo } from './plivo';
import { telnyx } from './telnyx';
import { tryVox } from './tryVox';
import { twilio } from './twilio';
import { vobiz } from './vobiz';
import { vyom } from './vyom';

/** The simulated providers, in the order of their ports. */
export const simulators = {
	liveKit,
	miniVoice,
	plivo,
	telnyx,
	tryVox,
	twilio,
	vobiz,
	vyom,
} satisfies Record<ProviderName, CallingProvider<unknown>>;

export type { ProviderName };

export const providerNames = Object.keys(simulators) as ProviderName[];

/** What each of them holds. */
export type States = {
	[Name in ProviderName]: ReturnType<(typeof simulators)[Name]['createState']>;
};
