import { liveKitCalls } from '../../sandbox/providers/liveKit/calls.js';
import { claims, type Aftermath } from './aftermath.mjs';

/** What must be true at LiveKit after an example. */

/** Calls to a number come to an inbound trunk and from there into a room. */
export const liveKitAnswers =
	(number: string) =>
	({ sandbox }: Aftermath) => {
		const state = sandbox.state('liveKit');
		const trunks = state.inboundTrunks.all().filter(({ numbers }) => numbers?.includes(number));
		const [trunk] = trunks;
		const rule = state.dispatchRules.find(
			({ trunk_ids: ids }) => ids?.join() === trunk?.sip_trunk_id,
		);
		return claims({
			[`LiveKit has one inbound trunk for ${number}`]: trunks.length === 1,
			'its calls get into a room': liveKitCalls.incoming(state, trunk?.sip_trunk_id ?? '') === null,
			'a dispatch rule is for that trunk alone': rule !== undefined,
		});
	};
