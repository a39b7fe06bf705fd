import type { Provider } from '../contract/provider';
import { liveKit } from './liveKit';
import { miniVoice } from './miniVoice';
import { plivo } from './plivo';
import { telnyx } from './telnyx';
import { tryVox } from './tryVox';
import { twilio } from './twilio';
import { vobiz } from './vobiz';
import { vyom } from './vyom';

/** The registry, in the order of the dropdown. Each provider stands under its own `value`. */
const registry = { liveKit, miniVoice, plivo, telnyx, tryVox, twilio, vobiz, vyom };

/** The type of what has to be known of every provider, so that the compiler names what a new one lacks. */
export type ProviderName = keyof typeof registry;

export type RegisteredProvider = Provider & { value: ProviderName };

export const providers = Object.values(registry) as RegisteredProvider[];
