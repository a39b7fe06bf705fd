import type { Aftermath } from '../aftermath/aftermath.mjs';
import type { ChatCall } from '../chat.mjs';
import type { Row, WebhookCall } from '../execution.mjs';
import type { Sandbox } from '../../sandbox/index.js';

/** In which terms it is said what an example must do. */

/** What a node of an example must put out. */
export interface NodeExpectation {
	/** Exact number of rows; default: at least one. */
	rows?: number;
	/** How many of them tell of something that failed on purpose; default: none. */
	failed?: number;
	/** Values that every row must have, except those that failed. */
	every?: Row;
	/** Values that at least one row must have. */
	some?: Row;
	/** Node whose trunk every row must be. */
	sameTrunkAs?: string;
	/** Node whose trunk must be among the rows. */
	includesTrunkOf?: string;
}

export interface RunExpectation {
	/** What others do at the providers before the run. */
	before?: (sandbox: Sandbox) => void;
	/** How it is called, where a Webhook node starts it. */
	call?: WebhookCall;
	/** HTTP status that the caller gets. */
	answers?: number;
	/** What is written into its chat, where a Chat Trigger starts it. */
	chat?: ChatCall;
	/** By node name; every SIP Trunk node of the example has an entry. */
	nodes: Record<string, NodeExpectation>;
	/** What else must be true afterwards: a sentence about what is not, or undefined. */
	after?: (aftermath: Aftermath) => string | undefined;
}

/** What an example must do, and what it must do when it is run again. */
export interface ExampleExpectation extends RunExpectation {
	again?: RunExpectation[];
}

export const one = (every: Row, sameTrunkAs?: string): NodeExpectation => ({
	rows: 1,
	every,
	sameTrunkAs,
});

export const none: NodeExpectation = { rows: 0 };

export const eachOf = (names: string[], expectation: NodeExpectation) =>
	Object.fromEntries(names.map((name) => [name, expectation]));
