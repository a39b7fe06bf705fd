import type { IDataObject } from 'n8n-workflow';
import type { FillIn, Registration, RegistrationFacts } from './registration';

/** Pieces of the requests that register something at a platform. */

export const bearer = { name: 'Authorization', value: 'Bearer <API key>' };
type Gap = Omit<FillIn, 'required'>;
export const required = (gap: Gap): FillIn => ({ ...gap, required: true });
export const optional = (gap: Gap): FillIn => ({ ...gap, required: false });

export const request = (
	own: Pick<Registration, 'url' | 'body'> & Partial<Registration>,
): Registration => ({ method: 'POST', headers: {}, keyHeader: bearer, fillIn: [], ...own });

/** Keys with their values, without those that are undefined. */
export const known = (entries: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(entries).filter(([, value]) => value !== undefined && value !== null),
	) as IDataObject;

/** One request per number, or one in which the number must be filled in. */
export const perNumber = (
	{ phoneNumbers }: RegistrationFacts,
	key: string,
	one: (number: string | undefined, fillIn: FillIn[]) => Registration,
): Registration[] =>
	phoneNumbers.length === 0
		? [one(undefined, [required({ at: key, what: 'The number in E.164' })])]
		: phoneNumbers.map((number) => one(number, []));

export const passwordOf = ({ username }: RegistrationFacts, at: string): FillIn[] =>
	username === undefined
		? []
		: [required({ at, what: `The password of the SIP credential ${username}` })];

/** Where the platform sends the calls that it places; null where the trunk takes none. */
export const outboundHost = ({ preset, takesCalls, sipDomain }: RegistrationFacts) =>
	takesCalls && !preset.inboundOnly ? sipDomain : null;

export const carrierAddresses = { what: 'The addresses from which the carrier sends calls' };
