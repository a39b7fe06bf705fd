import type { Sandbox } from '../../sandbox/index.js';
import { answerOf, claims, type Aftermath } from './aftermath.mjs';

/** What must be true at Telnyx after an example, and what others do there. */

/** The trunk of a Telnyx customer, with everything that incoming calls need. */
export function telnyxTrunkIsComplete(aftermath: Aftermath): string | undefined {
	const { trunkId, phoneNumber } = answerOf(aftermath);
	const { fqdns, numbers } = aftermath.sandbox.state('telnyx');
	const hosts = fqdns.filter(({ connection_id: trunk }) => String(trunk) === trunkId);
	const number = numbers.find(({ phone_number: own }) => own === phoneNumber);
	return claims({
		'there is one host name': hosts.length === 1,
		'calls in go to the telephone system': hosts[0]?.fqdn === 'pbx.example.com',
		'the number of the answer is on the trunk': String(number?.connection_id) === trunkId,
	});
}

/** What a run leaves that is killed before the end: no number. */
export const telnyxTrunkIsHalf = (customerNumber: string) => (sandbox: Sandbox) => {
	const { connections, numbers } = sandbox.state('telnyx');
	const trunk = connections.find(({ connection_name: name }) =>
		String(name).endsWith(` ${customerNumber}`),
	);
	if (trunk === undefined) throw new Error(`There is no trunk of ${customerNumber}`);
	for (const number of numbers.filter(({ connection_id: id }) => id === trunk.id)) {
		Object.assign(number, { connection_id: null, connection_name: null });
	}
};
