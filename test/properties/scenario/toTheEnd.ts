import { facts } from '../../../facts/index';
import type { Choice } from './choices';

/** Operations that are finished whatever the options say. */

/** A step between whose requests nothing must be left undone, so that the node has limits of its own for it. */
export const goesToTheEnd = ({ provider, resource, operation }: Choice) =>
	facts[provider.value].finishedWhenCancelled?.includes(`${resource.value} ${operation.value}`) ===
	true;

/** What such a step may take, however little the options allow otherwise. */
export const TO_THE_END = { maxRetries: 5, maxWait: 60 };
