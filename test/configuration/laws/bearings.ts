import type { ConfigurationFacts } from '../../../facts/configuration';
import type { ConfigurationPort } from '../../../nodes/SipTrunk/configuration/port';
import type { CarrierForm } from '../../../nodes/SipTrunk/contract/carrier';

/** What random trials are made from, and what they hand to the node. Types only. */

export interface Bearings {
	port: ConfigurationPort;
	facts: ConfigurationFacts;
	/** How it sends calls to a platform; absent where it has no Connect To. */
	carrier?: CarrierForm;
	/** The other kinds of trunks that the provider has. */
	otherKinds?: Bearings[];
}

/** The fields of Connect To, by parameter name. */
export type Platform = Record<string, string>;

/** What is wanted: a configuration in JSON, as Apply takes it, and the platform, which has fields of its own. */
export type Configuration = Record<string, unknown> & { platform?: Platform };
