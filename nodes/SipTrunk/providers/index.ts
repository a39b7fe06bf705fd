import type { Provider } from '../contract/provider';
import { miniVoice } from './miniVoice';
import { tryVox } from './tryVox';
import { twilio } from './twilio';
import { vobiz } from './vobiz';
import { vyom } from './vyom';

/** The registry, in the order of the dropdown. */
export const providers: Provider[] = [miniVoice, tryVox, twilio, vobiz, vyom];
