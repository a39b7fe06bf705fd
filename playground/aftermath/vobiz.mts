import { vobizCalls } from '../../sandbox/providers/vobiz/calls.js';
import type { Sandbox } from '../../sandbox/index.js';
import { answerOf, claims, type Aftermath } from './aftermath.mjs';

/** What must be true at Vobiz after an example, and what others do there. */

/** One incoming trunk of this name, whose calls go to an origination URI. */
export const vobizHasIncomingTrunk =
	(name: string) =>
	({ sandbox }: Aftermath) => {
		const named = sandbox
			.state('vobiz')
			.trunks.all()
			.filter((trunk) => trunk.name === name && trunk.trunk_direction === 'inbound');
		return claims({
			[`Vobiz has one incoming trunk "${name}"`]: named.length === 1,
			'its calls go to an origination URI': named[0]?.primary_uri_uuid !== undefined,
		});
	};

/** The two trunks of a Vobiz customer, with everything chosen that calls need. */
export function vobizTrunksAreComplete(aftermath: Aftermath): string | undefined {
	const { sandbox } = aftermath;
	const { trunkId, incomingTrunkId, sipDomain, username, phoneNumber } = answerOf(aftermath);
	const { trunks, numbers, credentials } = sandbox.state('vobiz');
	const outgoing = trunks.get(trunkId);
	const incoming = trunks.get(incomingTrunkId);
	return claims({
		'the outgoing trunk exists': outgoing?.trunk_direction === 'outbound',
		'the incoming trunk exists': incoming?.trunk_direction === 'inbound',
		'the answer has the SIP domain': sipDomain === outgoing?.trunk_domain,
		'calls out need the user name of the answer':
			credentials.get(outgoing?.credential_uuid ?? '')?.username === username,
		'calls out must come from the address': outgoing?.ipacl_uuid !== undefined,
		'calls in go to the origination URI': incoming?.primary_uri_uuid !== undefined,
		'the number of the answer is on the incoming trunk':
			numbers.get(phoneNumber)?.trunk_group_id === incomingTrunkId,
	});
}

/** The same, with a password that the caller can use. */
export const customerHasVobizTrunks = (aftermath: Aftermath): string | undefined =>
	vobizTrunksAreComplete(aftermath) ??
	claims({
		'the answer has a password': String(answerOf(aftermath).password ?? '').length >= 12,
	});

/** What a run leaves that is killed before the end: no number, and nobody whose calls are accepted. */
export const vobizTrunksAreHalf = (customerNumber: string) => (sandbox: Sandbox) => {
	const { trunks, numbers } = sandbox.state('vobiz');
	const theirs = trunks.all().filter(({ name }) => name.includes(` ${customerNumber} `));
	if (theirs.length !== 2) throw new Error(`There are no two trunks of ${customerNumber}`);
	for (const trunk of theirs) {
		delete trunk.ipacl_uuid;
		delete trunk.primary_uri_uuid;
		for (const number of numbers.all()) {
			if (number.trunk_group_id === trunk.trunk_id) number.trunk_group_id = null;
		}
	}
};

/** Every number that leads nowhere is on a voice application. */
export function everyVobizNumberIsTaken(sandbox: Sandbox): void {
	for (const number of sandbox.state('vobiz').numbers.all()) number.application_id ??= '2057';
}

/** A number leads nowhere again. */
export const freeVobizNumber = (wanted: string) => (sandbox: Sandbox) => {
	const number = sandbox.state('vobiz').numbers.find(({ e164 }) => e164 === wanted);
	if (number) Object.assign(number, { application_id: null, trunk_group_id: null });
};

/** Incoming calls go to an address, and get there as far as the documentation says what they need. */
export const vobizSendsCallsTo =
	(name: string, uri: string) =>
	({ sandbox }: Aftermath) => {
		const state = sandbox.state('vobiz');
		const trunk = state.trunks.all().find((one) => one.name === name);
		const target = state.originationUris.get(trunk?.primary_uri_uuid ?? '');
		return claims({
			[`trunk "${name}" sends its calls to ${uri}`]: target?.uri === uri,
			'they get there': vobizCalls.incoming(state, trunk?.trunk_id ?? '') === null,
		});
	};
