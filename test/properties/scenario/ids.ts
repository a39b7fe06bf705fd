import type { Belongings } from '../../../facts/account';
import { titleOf } from './choices';
import type { Source } from './source';

/** Which things of the account an item names. */

/** The parameter that names what an operation is about, by resource. */
export const TARGETS: Record<string, string> = {
	trunk: 'trunkId',
	recording: 'trunkId',
	originationUri: 'originationUriId',
	credentialList: 'credentialListId',
	sipCredential: 'credentialId',
	ipAccessControlList: 'ipAccessControlListId',
	ipAccessControlEntry: 'ipAccessControlEntryId',
	outboundVoiceProfile: 'outboundVoiceProfileId',
	phoneNumber: 'phoneNumber',
	dispatchRule: 'dispatchRuleId',
};

/** Parameters that name what such a thing belongs to. */
export const PARENTS = ['trunkId', 'credentialListId', 'ipAccessControlListId'];

/** Throws where the account has nothing that the parameter could name. */
export function idFor(name: string, { plan, belongings, choice, chosen }: Source): string {
	const id = (belongings[`${choice.resource.value} ${name}`] ?? belongings[name]) as
		| Belongings[string]
		| undefined;
	if (id === undefined) throw new Error(`There is no "${name}" for ${titleOf(choice)}`);
	return id(plan.of, PARENTS.includes(name) ? plan.of : plan.number, chosen);
}

/** As it is entered: a number in one of its two forms. */
export function locatorValue(name: string, source: Source): string {
	const id = idFor(name, source);
	if (name !== 'phoneNumber') return id;
	const { common } = source.scenario;
	const isMixed = (common & 4) !== 0;
	return (isMixed ? source.plan.value : common) & 1 ? source.writtenAs(id) : id;
}
