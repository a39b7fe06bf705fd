import type { ConfigurationPort } from '../../../nodes/SipTrunk/configuration/port';
import type { Bearings } from './bearings';
import type { Place } from './place';
import type { Trial } from './trial';

/** How often a law was tried, and how often what it speaks of came about. */
export type Counts = Record<string, number>;

/** Something that holds for Trunk Configuration at every provider, whatever is there and whatever goes wrong. */
export interface Law {
	/** What a provider lacks by its table that the law speaks of, in a few words; undefined where it has it. */
	lacks?(port: ConfigurationPort, bearings: Bearings): string | undefined;
	/** Says what is wrong. */
	try(place: Place, trial: Trial, count: (what: string) => void): Promise<string[]>;
}
