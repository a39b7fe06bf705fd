import { trunkPath } from '../../sandbox/providers/plivo/state.js';
import type { Sandbox } from '../../sandbox/index.js';
import { answerOf, claims, type Aftermath } from './aftermath.mjs';

/** What must be true at Plivo after an example, and what others do there. */

/** The trunk of a Plivo customer, with everything that incoming calls need. */
export function plivoTrunkIsComplete(aftermath: Aftermath): string | undefined {
	const { trunkId, phoneNumber } = answerOf(aftermath);
	const { trunks, uris, numbers } = aftermath.sandbox.state('plivo');
	const trunk = trunks.get(trunkId);
	const { uri } = uris.get(trunk?.primary_uri_uuid ?? '') ?? {};
	return claims({
		'the incoming trunk exists': trunk?.trunk_direction === 'inbound',
		'calls in go to the telephone system': uri === 'pbx.example.com;transport=tcp',
		'the number of the answer is on the trunk':
			numbers.get(phoneNumber.slice(1))?.application === trunkPath(trunkId),
	});
}

/** What a run leaves that is killed before the end: no number. */
export const plivoTrunkIsHalf = (customerNumber: string) => (sandbox: Sandbox) => {
	const { trunks, numbers } = sandbox.state('plivo');
	const trunk = trunks.find(({ name }) => name.endsWith(` ${customerNumber}`));
	if (trunk === undefined) throw new Error(`There is no trunk of ${customerNumber}`);
	for (const number of numbers.all()) {
		if (number.application === trunkPath(trunk.trunk_id)) number.application = null;
	}
};
