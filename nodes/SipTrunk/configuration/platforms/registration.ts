import type { IDataObject } from 'n8n-workflow';
import type { CallTarget } from '../../contract/carrier';
import type { Preset } from './preset';
import type { PlatformInputs } from './target';

/** What a platform must be told before it takes calls: requests for n8n's HTTP Request node. Types only. */

/** A gap in a request: something that only the user knows, or that must not stand in an output. */
export interface FillIn {
	/** Place in the body, with dots between the keys, or `url`. */
	at: string;
	what: string;
	/** Without it the platform refuses the request. */
	required: boolean;
}

/** One request for n8n's HTTP Request node. */
export interface Registration {
	method: 'PATCH' | 'POST';
	url: string;
	/** Headers beside the one that holds the key. */
	headers: Record<string, string>;
	/** The header in which the platform's key belongs, and what it looks like. */
	keyHeader: { name: string; value: string };
	/** The JSON body, without any password. */
	body: IDataObject;
	fillIn: FillIn[];
}

/** What is known of the trunk. */
export interface RegistrationFacts {
	preset: Preset;
	inputs: PlatformInputs;
	target: CallTarget;
	/** The carrier's key in this node: `twilio`. */
	carrier: string;
	/** The trunk's name. */
	name: string;
	/** The numbers whose calls reach the platform, in E.164; empty where they are not known. */
	phoneNumbers: readonly string[];
	/** The trunk's SIP domain; null where it has none, or it is not known yet. */
	sipDomain: string | null;
	/** Whether the trunk takes calls that the platform places. */
	takesCalls: boolean;
	/** The user name with which the platform signs in to place calls; undefined where the trunk has no SIP credential. */
	username?: string;
}
