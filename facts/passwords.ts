import type { INodeParameters } from 'n8n-workflow';
import type { Simulated } from './api';

/** An operation that takes a password. */
export interface PasswordFacts {
	resource: string;
	operation: string;
	/** Parameters without those about the password; a picker's as the plain ID. */
	arrange(simulated: Simulated): Promise<INodeParameters>;
	/** The group in which the fields for it stand. Default: the form itself. */
	inside?: 'updateFields' | 'additionalFields';
	/** Where the node can make one as well. Elsewhere the trunk keeps one that a carrier has given. */
	generated?: {
		/** The body's field for it. */
		sentAs: string;
		/** What the provider demands. */
		rule: RegExp;
		/** Passwords that it would refuse, and the end of the node's message. */
		weak: Array<{ password: string; says: string }>;
	};
}

/** What the node makes where a provider demands nothing else. */
export const strongPassword = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\dA-Za-z]{24}$/;
