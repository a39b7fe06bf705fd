/** Random runs of every operation, and what they ask for. */

export { choices, formFields, providers, titleOf, type Choice } from './choices';
export { GATEWAY_STATUSES } from './answers';
export type { Asked } from './asked';
export { withSecrets } from './echo';
export { kindOf, requestKindOf, requestOf } from './kinds';
export { prepare } from './prepare';
export { scenarioOf } from './random';
export type { Scenario } from './scenario';
export { goesToTheEnd, TO_THE_END } from './toTheEnd';
