import type { Field } from '../../../nodes/SipTrunk/contract/provider';
import { addressOf, nameOf, usernameOf } from '../../../facts/account';
import { facts } from '../../../facts/index';
import { titleOf } from './choices';
import { locatorValue } from './ids';
import { kindOf } from './kinds';
import type { Source } from './source';

/** What is entered in a field. */

/** Their length and their characters are such that providers accept them and that every escaping alters them. */
const passwordOf = (index: number, value: number) => `Geheim/${index}${value} "<aB&+ü%>`;

/** Values of text fields by name; those that no provider takes as they come are made to fit. */
const TEXTS: Record<string, (source: Source) => string> = {
	name: ({ plan, index, choice }) =>
		kindOf(choice) === 'changes' ? `Renamed ${index}` : nameOf(plan.name),
	username: ({ plan }) => usernameOf(plan.name),
	ipAddress: ({ plan, index, choice }) =>
		addressOf(kindOf(choice) === 'changes' ? 100 + index : plan.name),
	sipUri: ({ plan }) => `sip:pbx-${plan.name}.example.com`,
	domainName: ({ plan, index, choice }) =>
		`pbx-${kindOf(choice) === 'changes' ? 100 + index : plan.name}.pstn.twilio.com`,
	password: ({ plan, index }) => passwordOf(index, plan.value),
	proxy: () => 'sip.example.net',
	fromDomain: () => 'sip.example.net',
	realm: () => 'sip.example.net',
	gatewayName: ({ plan }) => `gateway-${plan.name}`,
	inboundIp: ({ plan }) => addressOf(plan.name),
	address: () => 'example.pstn.twilio.com',
	phoneNumbers: ({ plan }) => `+1202555010${plan.name}, +12025550199`,
	phoneNumber: ({ plan }) => `+1202555010${plan.name}`,
	sipHost: () => 'pstn.example.com',
	sipPort: () => '5070',
	sipDomain: () => 'sip.example.net',
	originationUris: ({ plan }) => `sip:pbx-${plan.name}.example.com`,
	terminationUri: () => 'sip:pbx.example.com',
	inboundDestination: () => 'sip:office@pbx.example.com',
	disasterRecoveryUrl: () => 'https://example.com/fallback',
	webhookUrl: () => 'https://example.com/hooks/trunk',
	passthroughWebhookUrl: () => 'https://example.com/hooks/trunk',
	description: ({ plan }) => `Note ${plan.name}`,
	piiEntityTypes: () => 'NAME',
};

/** Throws for a field that nobody has said what to enter in, so that a new one cannot go untested. */
export function valueOf(field: Field, source: Source): unknown {
	const { plan, belongings, choice } = source;
	if (field.type === 'resourceLocator') return locatorValue(field.name, source);
	if (field.type === 'options') {
		const values = (field.options as Array<{ value: unknown }>)
			.map(({ value }) => value)
			.filter((value) => value !== '');
		return values[plan.value % values.length];
	}
	if (field.type === 'boolean') return plan.value % 2 === 1;
	if (field.type === 'number') {
		const { minValue = 0, maxValue = 1000 } = field.typeOptions ?? {};
		return minValue + (plan.value % (maxValue - minValue + 1));
	}
	if (field.name === 'phoneNumber' && belongings.phoneNumber !== undefined) {
		return locatorValue('phoneNumber', source);
	}
	const text = TEXTS[field.name] as ((source: Source) => string) | undefined;
	const { sampleValues = {} } = facts[choice.provider.value];
	const sample = (sampleValues[`${choice.resource.value} ${field.name}`] ??
		sampleValues[field.name]) as string | undefined;
	if (sample !== undefined) {
		// Of each item another one, so that it is seen whose it is.
		return field.name === 'password' ? `${sample}${source.index}${plan.value}` : sample;
	}
	if (text === undefined) {
		throw new Error(`Say in the facts what to enter for "${field.name}" of ${titleOf(choice)}`);
	}
	return text(source);
}
