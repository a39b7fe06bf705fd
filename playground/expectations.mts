import { isDeepStrictEqual } from 'node:util';
import { twilioAccount } from '../sandbox/providers/twilio/account.js';
import type { Sandbox } from '../sandbox/index.js';
import {
	addTwilioUri,
	all,
	answerHasNoPassword,
	answerSays,
	chatWas,
	customerHasTwilioTrunk,
	customerHasVobizTrunks,
	everyChangeWasRefused,
	nothingWasChanged,
	numberIs,
	removeTwilioUri,
	reportTellsOf,
	toolMadeTrunk,
	twilioForgets,
	twilioKeeps,
	twilioNumberIsFree,
	twilioSendsCallsTo,
	twilioTrunkIsComplete,
	twilioTrunkIsHalf,
	vobizHasIncomingTrunk,
	type Aftermath,
} from './aftermath.mjs';
import type { ChatCall } from './chat.mjs';
import type { ExecutionResult, Row, WebhookCall } from './execution.mjs';
import { sipTrunkToolType, sipTrunkType, type Workflow } from './examples.mjs';

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

const one = (every: Row, sameTrunkAs?: string): NodeExpectation => ({
	rows: 1,
	every,
	sameTrunkAs,
});

const none: NodeExpectation = { rows: 0 };

const eachOf = (names: string[], expectation: NodeExpectation) =>
	Object.fromEntries(names.map((name) => [name, expectation]));

const customer = {
	customerNumber: 'K1001',
	company: 'Example Bakery',
	email: 'phones@example.com',
	pbxHost: 'pbx.example.com',
};

const twilioRequest = { ...customer, pbxAddress: '203.0.113.25', phoneNumber: '+1 555 555 0103' };

/** What one Apply must have come to, and what the caller gets. */
const applied = (
	outcome: 'created' | 'changed' | 'unchanged',
	request: object,
	...after: Array<(aftermath: Aftermath) => string | undefined>
): RunExpectation => ({
	call: { body: request },
	answers: outcome === 'created' ? 201 : 200,
	nodes: { Apply: one({ outcome }) },
	after: all(...after),
});

/** Apply says what is wrong, before anything is changed. */
const notApplied = (answers: 409 | 422, request: object, ...reasons: string[]): RunExpectation => ({
	call: { body: request },
	answers,
	nodes: { Apply: { rows: 1, failed: 1 } },
	after: all(nothingWasChanged, ...reasons.map(answerSays)),
});

const vobizSteps = [
	'User and password',
	'Allow the address of the PBX',
	'Create origination URI',
	'Outgoing trunk',
	'Incoming trunk',
	'Assign number',
];
const vobizNumbers = { rows: 21, every: { provider: 'vobiz' } };
const vobizRequest = { ...customer, pbxAddress: '198.18.0.25', phoneNumber: '+91 00555 00122' };
const newVobizCustomer: RunExpectation = {
	call: { body: vobizRequest },
	answers: 201,
	nodes: {
		'Numbers of the account': vobizNumbers,
		'Trunks of the customer': none,
		...eachOf(vobizSteps, one({ provider: 'vobiz' })),
	},
	after: customerHasVobizTrunks,
};

/** The first step that makes something is refused, and the caller is told why. */
const refusedByProvider = (
	first: RunExpectation,
	[refused, ...rest]: string[],
): RunExpectation => ({
	...first,
	answers: 409,
	nodes: { ...first.nodes, [refused]: { rows: 1, failed: 1 }, ...eachOf(rest, none) },
	after: all(
		everyChangeWasRefused,
		answerSays(`Nothing was made. Customer ${customer.customerNumber} has`),
	),
});

/** The workflow finds out by itself, by reading only, and the caller is told why. */
const refusedByItself = (
	first: RunExpectation,
	steps: string[],
	body: object,
	answers: 409 | 422,
	...reasons: string[]
): RunExpectation => ({
	...first,
	call: { body },
	answers,
	nodes: { ...first.nodes, 'Trunks of the customer': {}, ...eachOf(steps, none) },
	after: all(nothingWasChanged, ...['Nothing was made.', ...reasons].map(answerSays)),
});

const badEntries = { pbxHost: 'pbx example com', pbxAddress: '203.0.113.999', phoneNumber: '0555' };
const complaints = Object.entries(badEntries).map(
	([field, value]) => `${field} "${value}" is not a`,
);

/** What the node's own checks say of them. */
const badValues: Array<[field: string, value: string, reason: string]> = [
	['pbxHost', 'pbx example com', "'Origination URIs"],
	['pbxAddress', '203.0.113.999', "'Allowed Addresses"],
	['phoneNumber', '0555', "'Phone Numbers"],
];

const withoutNumber = (request: object) => ({ ...request, phoneNumber: undefined });

const trunkLists = {
	'MiniVoice trunks': { every: { provider: 'miniVoice' } },
	'TryVox trunks': { every: { provider: 'tryVox' } },
	'Twilio trunks': { every: { provider: 'twilio' } },
	'Vobiz trunks': { every: { provider: 'vobiz' } },
	'Vyom trunks': { every: { provider: 'vyom' } },
};

/** A trunk more at TryVox, one less at Vobiz, and one at Vobiz that may carry more calls. */
function oneDayPasses(sandbox: Sandbox): void {
	sandbox.seedTrunks('tryVox', ['Main office']);
	const { trunks } = sandbox.state('vobiz');
	const [leaving, growing] = trunks.all();
	trunks.delete(leaving.trunk_id);
	growing.concurrent_calls_limit += 15;
}

/** What the report says of that day. */
function reported({ result }: Aftermath): string | undefined {
	const [report] = result.outputs.Report;
	const news = [report.added, report.gone, report.changed] as Row[][];
	const counts = news.map((trunks) => trunks.length).join(', ');
	if (counts !== '1, 1, 1') return `Report: new, gone and changed are ${counts}, expected 1, 1, 1`;
	const change = 'maxConcurrentCalls: 10 -> 25';
	return String(report.text).includes(change) ? undefined : `Report: its text lacks "${change}"`;
}

const gatedTools = ['Create trunk', 'Delete trunk'];

function everyNumberIsTaken(sandbox: Sandbox): void {
	for (const number of sandbox.state('vobiz').numbers.all()) number.application_id ??= '2057';
}

const aWebServerAnswers = (wanted: string) => (sandbox: Sandbox) => {
	const numbers = sandbox.state('twilio').accounts[twilioAccount.accountSid].incomingPhoneNumbers;
	for (const { phoneNumber, settings } of numbers) {
		if (phoneNumber === wanted) settings.voice_url = 'https://calls.example.com/answer';
	}
};

/** By file name in examples/, in the order in which they are run: some build on others. */
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
	'all-providers.json': { nodes: trunkLists },
	'new-customer-twilio.json': {
		...applied('created', twilioRequest, customerHasTwilioTrunk, numberIs('+15555550103')),
		again: [
			// The same once more: the same answer, without a password.
			applied('unchanged', twilioRequest, nothingWasChanged, answerHasNoPassword),
			// What a run that broke off has left is completed.
			{
				...applied('changed', twilioRequest, twilioTrunkIsComplete, answerHasNoPassword),
				before: twilioTrunkIsHalf('K1001'),
			},
			notApplied(
				409,
				{ ...twilioRequest, customerNumber: 'K1002' },
				'+15555550103',
				'Move Numbers That Are Routed Elsewhere',
			),
			{
				...notApplied(
					409,
					{ ...twilioRequest, customerNumber: 'K1002', phoneNumber: '+15555550104' },
					'+15555550104',
				),
				before: aWebServerAnswers('+15555550104'),
			},
			applied(
				'created',
				{ ...withoutNumber(twilioRequest), customerNumber: 'K1002' },
				customerHasTwilioTrunk,
				numberIs('+15555550101'),
			),
			...badValues.map(([field, value, reason]) =>
				notApplied(422, { ...twilioRequest, customerNumber: 'K1003', [field]: value }, reason),
			),
			notApplied(422, { ...twilioRequest, customerNumber: '' }, "'Domain Name'"),
		],
	},
	'new-customer-vobiz.json': {
		...newVobizCustomer,
		after: all(customerHasVobizTrunks, numberIs('+910055500122')),
		again: [
			refusedByItself(newVobizCustomer, vobizSteps, vobizRequest, 409, 'Customer K1001 has'),
			refusedByProvider(
				{ ...newVobizCustomer, call: { body: withoutNumber(vobizRequest) } },
				vobizSteps,
			),
			refusedByItself(
				newVobizCustomer,
				vobizSteps,
				{ ...vobizRequest, customerNumber: 'K1002' },
				422,
				'phoneNumber +910055500122 is not free',
			),
			{
				...newVobizCustomer,
				call: { body: { ...withoutNumber(vobizRequest), customerNumber: 'K1002' } },
				after: all(customerHasVobizTrunks, numberIs('+910055500121')),
			},
			refusedByItself(
				newVobizCustomer,
				vobizSteps,
				{ ...vobizRequest, customerNumber: 'K1003', ...badEntries },
				422,
				...complaints,
			),
			// Vobiz refuses addresses that are reserved for documentation.
			refusedByItself(
				newVobizCustomer,
				vobizSteps,
				{ ...vobizRequest, customerNumber: 'K1003', pbxAddress: '203.0.113.25' },
				422,
				'pbxAddress "203.0.113.25" is not a public IPv4 address',
			),
			{
				...refusedByItself(
					newVobizCustomer,
					vobizSteps,
					{ ...withoutNumber(vobizRequest), customerNumber: 'K1003' },
					422,
					'no free phone number',
				),
				before: everyNumberIsTaken,
			},
		],
	},
	// Removes what the first run for Twilio has made, leaves the other customer alone, and then finds nothing.
	'customer-leaves.json': {
		call: { body: { customerNumber: 'K1001' } },
		answers: 200,
		nodes: { Delete: one({ provider: 'twilio' }) },
		after: all(twilioForgets('K1001'), twilioKeeps('K1002'), twilioNumberIsFree('+15555550103')),
		again: [
			{
				call: { body: { customerNumber: 'K1001' } },
				answers: 200,
				nodes: { Delete: one({ provider: 'twilio' }) },
				after: nothingWasChanged,
			},
		],
	},
	'approve-change.json': {
		chat: { message: 'sip:pbx.example.com', press: 'Decline' },
		nodes: { Plan: one({ provider: 'twilio' }), Apply: none },
		after: all(
			nothingWasChanged,
			chatWas(/Creates trunk "Reception".*sip:pbx\.example\.com/s, /Nothing was changed/),
		),
		again: [
			{
				chat: { message: 'sip:pbx.example.com', press: 'Approve' },
				nodes: { Plan: one({ provider: 'twilio' }), Apply: one({ outcome: 'created' }) },
				after: all(
					twilioSendsCallsTo('Reception', 'sip:pbx.example.com'),
					chatWas(/Creates trunk/, /Creates trunk "Reception"/),
				),
			},
			// Somebody adds an address after the plan: to remove that too was not approved.
			{
				chat: {
					message: 'sip:pbx2.example.com',
					press: 'Approve',
					meanwhile: addTwilioUri('Reception', 'sip:added.example.com'),
				},
				nodes: { Plan: one({ provider: 'twilio' }), Apply: { rows: 1, failed: 1 } },
				after: all(nothingWasChanged, chatWas(/pbx2/, /added\.example\.com/)),
			},
		],
	},
	'go-back.json': {
		nodes: {
			Before: one({ provider: 'twilio' }),
			'Move the calls': one({ outcome: 'changed' }),
			'Go back': one({ outcome: 'changed' }),
		},
		after: twilioSendsCallsTo('Warehouse', 'sip:pbx.example.com'),
	},
	'move-to-another-provider.json': {
		nodes: {
			'Get at Twilio': one({ provider: 'twilio', name: 'Warehouse' }),
			'Apply at Vobiz': one({ provider: 'vobiz', outcome: 'created' }),
		},
		after: vobizHasIncomingTrunk('Warehouse incoming'),
		again: [
			{
				nodes: {
					'Get at Twilio': one({ provider: 'twilio' }),
					'Apply at Vobiz': one({ outcome: 'unchanged' }),
				},
			},
		],
	},
	// "Reception" has an address more than is wanted, "Warehouse" is as described.
	'drift-report.json': {
		nodes: { Plan: { rows: 2, every: { provider: 'twilio' } }, Report: { rows: 1 } },
		after: all(nothingWasChanged, reportTellsOf('Reception')),
		again: [
			{
				before: removeTwilioUri('Reception', 'sip:added.example.com'),
				nodes: { Plan: { rows: 2, every: { changes: [] } }, Report: none },
				after: nothingWasChanged,
			},
		],
	},
	'bulk-from-sheet.json': {
		nodes: {
			'Create trunks': { rows: 5, failed: 1, every: { provider: 'twilio' } },
			Report: {
				rows: 5,
				some: { row_number: 4, name: 'Oslo office', result: 'not created', code: '21248' },
			},
		},
	},
	'morning-report.json': {
		nodes: { ...trunkLists, Report: one({ added: [], gone: [], changed: [] }) },
		again: [
			{ nodes: { ...trunkLists, Report: one({ added: [], gone: [], changed: [] }) } },
			{ before: oneDayPasses, nodes: { ...trunkLists, Report: { rows: 1 } }, after: reported },
		],
	},
	'agent-with-approval.json': {
		chat: { message: 'Create a trunk "Front desk"', press: 'Decline' },
		nodes: { 'List trunks': { every: { provider: 'twilio' } }, ...eachOf(gatedTools, none) },
		after: all(nothingWasChanged, chatWas(/Create trunk.*Front desk/s, /not created/)),
		again: [
			{
				chat: { message: 'Create a trunk "Front desk"', press: 'Approve' },
				nodes: {
					'List trunks': { every: { provider: 'twilio' } },
					'Create trunk': one({ provider: 'twilio', name: 'Front desk' }),
					'Delete trunk': none,
				},
				after: all(toolMadeTrunk('Create trunk'), chatWas(/Create trunk/, /created the trunk/)),
			},
		],
	},
};

/**
 * What an execution lacks, in one sentence, or undefined where it did what the example is for. Pure.
 */
export function shortfall(
	workflow: Workflow,
	expectation: RunExpectation,
	{ status, failure, outputs, answer }: ExecutionResult,
): string | undefined {
	if (failure) return `${failure.node ?? 'The workflow'}: ${failure.message}`;
	if (status !== 'success') return `The execution ended as "${status}"`;
	const { answers } = expectation;
	if (answers !== undefined && answer?.status !== answers) {
		return `The caller got HTTP ${answer?.status ?? 'nothing'}, expected ${answers}`;
	}
	const sipTrunkNodes = workflow.nodes.filter(({ type }) =>
		[sipTrunkType, sipTrunkToolType].includes(type),
	);
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
	{ rows: wanted, failed = 0, every = {}, some, sameTrunkAs, includesTrunkOf }: NodeExpectation,
	outputs: Record<string, Row[]>,
): string | undefined {
	if (wanted === undefined ? rows.length === 0 : rows.length !== wanted) {
		return `put out ${rows.length} items, expected ${wanted ?? 'at least 1'}`;
	}
	const failures = rows.filter(({ error }) => error);
	if (failures.length > failed) return `put out an error: ${JSON.stringify(failures[0].error)}`;
	if (failures.length < failed) return `put out ${failures.length} errors, expected ${failed}`;
	for (const [key, value] of Object.entries(every)) {
		const other = rows.find((row) => !row.error && !isDeepStrictEqual(row[key], value));
		if (other) return `${key} is ${JSON.stringify(other[key])}, expected ${JSON.stringify(value)}`;
	}
	if (some && !rows.some((row) => isDeepStrictEqual({ ...row, ...some }, row))) {
		return `no item has ${JSON.stringify(some)}`;
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
