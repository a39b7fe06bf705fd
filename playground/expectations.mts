import { isDeepStrictEqual } from 'node:util';
import type { ExecutionResult, Row, WebhookCall } from './execution.mjs';
import { sipTrunkType, type Workflow } from './examples.mjs';

/** What a node of an example must put out. Rows with an `error` are never accepted. */
export interface NodeExpectation {
	/** Exact number of rows; default: at least one. */
	rows?: number;
	/** Values that every row must have. */
	every?: Row;
	/** Node whose trunk every row must be. */
	sameTrunkAs?: string;
	/** Node whose trunk must be among the rows. */
	includesTrunkOf?: string;
}

export interface ExampleExpectation {
	/** How it is called, where a Webhook node starts it. */
	call?: WebhookCall;
	/** By node name; every SIP Trunk node of the example has an entry. */
	nodes: Record<string, NodeExpectation>;
}

const one = (every: Row, sameTrunkAs?: string): NodeExpectation => ({
	rows: 1,
	every,
	sameTrunkAs,
});

/** By file name in examples/. */
export const expectations: Record<string, ExampleExpectation> = {
	'minivoice.json': {
		nodes: {
			'Create trunk': one({ provider: 'miniVoice', status: 'active' }),
			'Get trunk': one({ provider: 'miniVoice' }, 'Create trunk'),
			'List trunks': { every: { provider: 'miniVoice' }, includesTrunkOf: 'Create trunk' },
		},
	},
	'tryvox.json': {
		nodes: {
			'Create trunk': one({ provider: 'tryVox', maxConcurrentCalls: 10 }),
			'Get trunk': one({ provider: 'tryVox' }, 'Create trunk'),
			'Update trunk': one({ provider: 'tryVox', maxConcurrentCalls: 25 }, 'Create trunk'),
			'Test trunk': one({ provider: 'tryVox' }, 'Create trunk'),
			'List trunks': { every: { provider: 'tryVox' }, includesTrunkOf: 'Create trunk' },
			'Delete trunk': one({ deleted: true }, 'Create trunk'),
		},
	},
	'twilio.json': {
		nodes: {
			'Create trunk': one({ provider: 'twilio', secure: true }),
			'Get trunk': one({ provider: 'twilio' }, 'Create trunk'),
			'Update trunk': one({ provider: 'twilio', secure: false }, 'Create trunk'),
			'List trunks': { every: { provider: 'twilio' }, includesTrunkOf: 'Create trunk' },
			'Delete trunk': one({ deleted: true }, 'Create trunk'),
		},
	},
	'vobiz.json': {
		nodes: {
			'Create trunk': one({ provider: 'vobiz', maxConcurrentCalls: 10 }),
			'Get trunk': one({ provider: 'vobiz' }, 'Create trunk'),
			'Update trunk': one({ provider: 'vobiz', maxConcurrentCalls: 25 }, 'Create trunk'),
			'List trunks': { every: { provider: 'vobiz' }, includesTrunkOf: 'Create trunk' },
			'Delete trunk': one({ deleted: true }, 'Create trunk'),
		},
	},
	'vyom.json': {
		nodes: {
			'Create trunk': one({ provider: 'vyom' }),
			'Get trunk': one({ provider: 'vyom' }, 'Create trunk'),
			'List trunks': { every: { provider: 'vyom' }, includesTrunkOf: 'Create trunk' },
			'Deactivate trunk': one({}, 'Create trunk'),
		},
	},
	'all-providers.json': {
		nodes: {
			'MiniVoice trunks': { every: { provider: 'miniVoice' } },
			'TryVox trunks': { every: { provider: 'tryVox' } },
			'Twilio trunks': { every: { provider: 'twilio' } },
			'Vobiz trunks': { every: { provider: 'vobiz' } },
			'Vyom trunks': { every: { provider: 'vyom' } },
		},
	},
};

/**
 * What an execution lacks, in one sentence, or undefined where it did what the example is for. Pure.
 */
export function shortfall(
	workflow: Workflow,
	expectation: ExampleExpectation,
	{ status, failure, outputs }: ExecutionResult,
): string | undefined {
	if (failure) return `${failure.node ?? 'The workflow'}: ${failure.message}`;
	if (status !== 'success') return `The execution ended as "${status}"`;
	const sipTrunkNodes = workflow.nodes.filter(({ type }) => type === sipTrunkType);
	const unchecked = sipTrunkNodes.find(({ name }) => !(name in expectation.nodes));
	if (unchecked)
		return `${unchecked.name}: playground/expectations.mts does not say what it should put out`;
	for (const [node, expected] of Object.entries(expectation.nodes)) {
		const lack = nodeShortfall(outputs[node] ?? [], expected, outputs);
		if (lack) return `${node}: ${lack}`;
	}
	return undefined;
}

function nodeShortfall(
	rows: Row[],
	{ rows: wanted, every = {}, sameTrunkAs, includesTrunkOf }: NodeExpectation,
	outputs: Record<string, Row[]>,
): string | undefined {
	if (wanted === undefined ? rows.length === 0 : rows.length !== wanted) {
		return `put out ${rows.length} items, expected ${wanted ?? 'at least 1'}`;
	}
	const failed = rows.find(({ error }) => error);
	if (failed) return `put out an error: ${JSON.stringify(failed.error)}`;
	for (const [key, value] of Object.entries(every)) {
		const other = rows.find((row) => !isDeepStrictEqual(row[key], value));
		if (other) return `${key} is ${JSON.stringify(other[key])}, expected ${JSON.stringify(value)}`;
	}
	const idOf = (node: string) => outputs[node]?.[0]?.id;
	if (sameTrunkAs && rows.some(({ id }) => id === undefined || id !== idOf(sameTrunkAs))) {
		return `its id is not that of "${sameTrunkAs}"`;
	}
	if (includesTrunkOf && !rows.some(({ id }) => id !== undefined && id === idOf(includesTrunkOf))) {
		return `the trunk of "${includesTrunkOf}" is not among its items`;
	}
	return undefined;
}
