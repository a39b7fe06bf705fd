import { InputError } from '../validation/inputError';
import { RequestFailure } from '../http/errors';
import { beyond, type Proposal } from './digest';
import { summarized } from './result';
import type { Differences } from './item';
import type { ConfigurationPort } from './port';
import type { NotSupported } from './wanted';

/** What keeps a plan from being carried out, before anything is changed. */

const NOTHING = 'so nothing was changed now';

/**
 * Refuses a plan that goes beyond what was approved.
 *
 * @param approved the digest that Plan put out; undefined where no approval is asked for
 * @throws InputError for what is no digest, RequestFailure with the code `not_approved`
 */
export function refuseBeyond(approved: string | undefined, now: Proposal): void {
	if (approved === undefined) return;
	if (!/^[0-9a-f]+\.[0-9a-z]+(?:\.[0-9a-f-]+)?$/.test(approved.trim())) {
		throw new InputError('Expected Digest', 'is not a digest that Plan puts out.');
	}
	const excess = beyond(approved, now);
	if (excess === undefined) return;
	const why = {
		wanted: 'The configuration or its options are not those that were approved',
		trunk: 'It is about another trunk than the one that was approved',
	};
	const message =
		typeof excess === 'string'
			? why[excess]
			: `More would change than was approved: ${summarized(excess)}`;
	throw new RequestFailure(`${message}, ${NOTHING}.`, {
		cause: 'refused',
		status: 409,
		code: 'not_approved',
		advice: 'Plan again, and have the new plan approved.',
	});
}

/** Whether a trunk that is there is of another kind than the one that is wanted. */
const isOfOtherKind = (
	{ settings }: ConfigurationPort,
	{ what, name, present }: NotSupported,
): boolean => what === 'trunk' && present !== null && settings[name]?.isKind === true;

/** Whether it is about a section without which the trunk cannot be made. */
const isNeeded = ({ sections }: ConfigurationPort, { what, name }: NotSupported): boolean =>
	what === 'trunk' && name in sections;

const ADVICE = {
	otherKind:
		"The trunk is of another kind than the one that is wanted: choose the right one in 'Trunk', or enter another name.",
	needed: 'Add what the trunk cannot be made without. Plan shows the whole list.',
	other:
		"Change what is wanted, or turn on 'Ignore What Is Not Supported' to leave it out. Plan shows the whole list.",
};

/**
 * Refuses what cannot be had at the provider.
 *
 * @param isIgnored the user wants it to be left out instead, as far as it can be
 * @throws RequestFailure with the code `not_supported`
 */
export function refuseNotSupported(
	port: ConfigurationPort,
	{ notSupported }: Differences,
	isIgnored: boolean,
): void {
	const otherKind = notSupported.filter((one) => isOfOtherKind(port, one));
	const needed = notSupported.filter((one) => isNeeded(port, one));
	const rest = isIgnored ? needed : notSupported;
	// What else a trunk of another kind cannot hold is not what a person has to mend.
	const refused = otherKind.length > 0 ? otherKind : rest;
	if (refused.length === 0) return;
	const why = otherKind.length > 0 ? 'otherKind' : needed.length > 0 ? 'needed' : 'other';
	const told = refused.slice(0, 5).map(({ what, name, reason }) => `${what} ${name}: ${reason}`);
	const more = refused.length > 5 ? ` And ${refused.length - 5} more.` : '';
	throw new RequestFailure(
		`Not everything can be had at ${port.providerName}, ${NOTHING}. ${told.join(' ')}${more}`,
		{
			cause: 'refused',
			status: 409,
			code: 'not_supported',
			advice: ADVICE[why],
			report: { notSupported: notSupported.map((one) => ({ ...one })) },
		},
	);
}
