import type { ConfigurationFacts, TrunkKind } from '../../../facts/configuration';
import type { ConfigurationPort } from '../../../nodes/SipTrunk/configuration/port';
import type { CarrierForm } from '../../../nodes/SipTrunk/contract/carrier';
import type { Bearings } from './bearings';

/** The providers at which the laws are tried. */

export interface Stated {
	provider: string;
	port: ConfigurationPort;
	facts?: ConfigurationFacts;
	carrier?: CarrierForm;
}

export interface Tried extends Bearings {
	provider: string;
	/** The provider, and the kind of its trunks where it has several. */
	title: string;
}

/** With trunks of one kind only: other sections are not there then. */
function ofKind(
	{ port, facts, ...rest }: Bearings & { provider: string },
	kind: TrunkKind,
): Bearings & { provider: string } {
	const { sections, always, withoutNumbers = false, settings, alwaysOwn } = kind;
	const kept = Object.entries(port.sections).filter(([name]) =>
		sections.some((section) => section === name),
	);
	return {
		...rest,
		port: {
			...port,
			sections: Object.fromEntries(kept),
			numbers: withoutNumbers ? undefined : port.numbers,
		},
		facts: {
			...facts,
			always: { ...facts.always, ...always } as ConfigurationFacts['always'],
			alwaysOwn: alwaysOwn ?? facts.alwaysOwn,
			settings: settings ?? facts.settings,
			numbers: withoutNumbers ? undefined : facts.numbers,
		},
	};
}

/** A provider whose trunks are of several kinds is tried with each. */
export function placesOf({ facts, ...stated }: Stated): Tried[] {
	if (facts === undefined) return [];
	const whole = { ...stated, facts };
	if (facts.kinds === undefined) return [{ ...whole, title: stated.provider }];
	const all = Object.entries(facts.kinds).map(([name, kind]) => ({
		...ofKind(whole, kind),
		title: `${stated.provider} (${name})`,
	}));
	return all.map((one) => ({ ...one, otherKinds: all.filter((other) => other !== one) }));
}
