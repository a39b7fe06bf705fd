import { twilioAccount } from '../../sandbox/providers/twilio/account.js';
import type { Sandbox } from '../../sandbox/index.js';
import {
	all,
	answerHasNoPassword,
	answerSays,
	nothingWasChanged,
	numberIs,
	type Aftermath,
} from '../aftermath/aftermath.mjs';
import { plivoTrunkIsComplete, plivoTrunkIsHalf } from '../aftermath/plivo.mjs';
import { telnyxTrunkIsComplete, telnyxTrunkIsHalf } from '../aftermath/telnyx.mjs';
import {
	customerHasTwilioTrunk,
	twilioForgets,
	twilioKeeps,
	twilioNumberIsFree,
	twilioTrunkIsComplete,
	twilioTrunkIsHalf,
} from '../aftermath/twilio.mjs';
import {
	customerHasVobizTrunks,
	everyVobizNumberIsTaken,
	vobizTrunksAreComplete,
	vobizTrunksAreHalf,
} from '../aftermath/vobiz.mjs';
import { none, one, type ExampleExpectation, type RunExpectation } from './expectation.mjs';

/** A CRM calls when a customer comes, and when one leaves. */

const customer = {
	customerNumber: 'K1001',
	company: 'Example Bakery',
	email: 'phones@example.com',
	pbxHost: 'pbx.example.com',
};

const twilioRequest = { ...customer, pbxAddress: '203.0.113.25', phoneNumber: '+1 555 555 0103' };

const plivoRequest = { ...customer, phoneNumber: '+1 (202) 555-0151' };

const telnyxRequest = { ...customer, phoneNumber: '+1 (202) 555-0141' };

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

const vobizRequest = { ...customer, pbxAddress: '198.18.0.25', phoneNumber: '+91 00555 00122' };

type Outcome = 'created' | 'changed' | 'unchanged';

/** What the two steps for Vobiz must have come to. */
const appliedTwice = (
	[incoming, outgoing]: [Outcome, Outcome],
	request: object,
	...after: Array<(aftermath: Aftermath) => string | undefined>
): RunExpectation => ({
	call: { body: request },
	answers: [incoming, outgoing].includes('created') ? 201 : 200,
	nodes: { Incoming: one({ outcome: incoming }), Outgoing: one({ outcome: outgoing }) },
	after: all(...after),
});

/** The first of the two says what is wrong, before anything is changed. */
const refusedAtVobiz = (
	answers: 409 | 422,
	request: object,
	...reasons: string[]
): RunExpectation => ({
	call: { body: request },
	answers,
	nodes: { Incoming: { rows: 1, failed: 1 }, Outgoing: none },
	after: all(nothingWasChanged, ...reasons.map(answerSays)),
});

/** What the second says of an address, after the first has made its trunk. */
const addressRefused = (pbxAddress: string): RunExpectation => ({
	call: { body: { ...withoutNumber(vobizRequest), customerNumber: 'K1003', pbxAddress } },
	answers: 422,
	nodes: { Incoming: one({ outcome: 'created' }), Outgoing: { rows: 1, failed: 1 } },
	after: answerSays("'Allowed Addresses"),
});

/** What the node's own checks say of them. */
const badValues: Array<[field: string, value: string, reason: string]> = [
	['pbxHost', 'pbx example com', "'Origination URIs"],
	['pbxAddress', '203.0.113.999', "'Allowed Addresses"],
	['phoneNumber', '0555', "'Phone Numbers"],
];

const withoutNumber = (request: object) => ({ ...request, phoneNumber: undefined });

const aWebServerAnswers = (wanted: string) => (sandbox: Sandbox) => {
	const numbers = sandbox.state('twilio').accounts[twilioAccount.accountSid].incomingPhoneNumbers;
	for (const { phoneNumber, settings } of numbers) {
		if (phoneNumber === wanted) settings.voice_url = 'https://calls.example.com/answer';
	}
};

export const ofCustomers: Record<string, ExampleExpectation> = {
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
	'new-customer-plivo.json': {
		...applied('created', plivoRequest, plivoTrunkIsComplete, numberIs('+12025550151')),
		again: [
			applied('unchanged', plivoRequest, nothingWasChanged, plivoTrunkIsComplete),
			// What a run that broke off has left is completed.
			{
				...applied('changed', plivoRequest, plivoTrunkIsComplete, numberIs('+12025550151')),
				before: plivoTrunkIsHalf('K1001'),
			},
			notApplied(
				409,
				{ ...plivoRequest, customerNumber: 'K1002' },
				'+12025550151',
				'Move Numbers That Are Routed Elsewhere',
			),
			// On a voice application.
			notApplied(
				409,
				{ ...plivoRequest, customerNumber: 'K1002', phoneNumber: '+12025550153' },
				'+12025550153',
			),
			applied(
				'created',
				{ ...withoutNumber(plivoRequest), customerNumber: 'K1002' },
				plivoTrunkIsComplete,
				numberIs('+12025550152'),
			),
			...badValues
				.filter(([field]) => field !== 'pbxAddress')
				.map(([field, value, reason]) =>
					notApplied(422, { ...plivoRequest, customerNumber: 'K1003', [field]: value }, reason),
				),
			notApplied(422, { ...plivoRequest, customerNumber: '' }, "'Name'"),
		],
	},
	'new-customer-telnyx.json': {
		...applied('created', telnyxRequest, telnyxTrunkIsComplete, numberIs('+12025550141')),
		again: [
			applied('unchanged', telnyxRequest, nothingWasChanged, telnyxTrunkIsComplete),
			// What a run that broke off has left is completed.
			{
				...applied('changed', telnyxRequest, telnyxTrunkIsComplete, numberIs('+12025550141')),
				before: telnyxTrunkIsHalf('K1001'),
			},
			notApplied(
				409,
				{ ...telnyxRequest, customerNumber: 'K1002' },
				'+12025550141',
				'Move Numbers That Are Routed Elsewhere',
			),
			// On a voice application.
			notApplied(
				409,
				{ ...telnyxRequest, customerNumber: 'K1002', phoneNumber: '+12025550144' },
				'+12025550144',
			),
			applied(
				'created',
				{ ...withoutNumber(telnyxRequest), customerNumber: 'K1002' },
				telnyxTrunkIsComplete,
				numberIs('+12025550142'),
			),
			notApplied(422, { ...telnyxRequest, customerNumber: '' }, "'Name'"),
		],
	},
	'new-customer-vobiz.json': {
		...appliedTwice(
			['created', 'created'],
			vobizRequest,
			customerHasVobizTrunks,
			numberIs('+910055500122'),
		),
		again: [
			// The same once more: the same answer, without a password.
			appliedTwice(
				['unchanged', 'unchanged'],
				vobizRequest,
				nothingWasChanged,
				vobizTrunksAreComplete,
				answerHasNoPassword,
			),
			// What a run that broke off has left is completed.
			{
				...appliedTwice(
					['changed', 'changed'],
					vobizRequest,
					vobizTrunksAreComplete,
					answerHasNoPassword,
					numberIs('+910055500122'),
				),
				before: vobizTrunksAreHalf('K1001'),
			},
			refusedAtVobiz(
				409,
				{ ...vobizRequest, customerNumber: 'K1002' },
				'+910055500122',
				'Move Numbers That Are Routed Elsewhere',
			),
			appliedTwice(
				['created', 'created'],
				{ ...withoutNumber(vobizRequest), customerNumber: 'K1002' },
				customerHasVobizTrunks,
				numberIs('+910055500121'),
			),
			// The incoming trunk is there when the address turns out to be none. What is right goes on from there.
			addressRefused('203.0.113.999'),
			appliedTwice(
				['unchanged', 'created'],
				{ ...withoutNumber(vobizRequest), customerNumber: 'K1003' },
				customerHasVobizTrunks,
			),
			refusedAtVobiz(
				422,
				{ ...vobizRequest, customerNumber: 'K1004', pbxHost: 'pbx example com' },
				"'Origination URIs",
			),
			refusedAtVobiz(
				422,
				{ ...vobizRequest, customerNumber: 'K1004', phoneNumber: '0555' },
				"'Phone Numbers",
			),
			refusedAtVobiz(422, { ...vobizRequest, customerNumber: '' }, "'Name'"),
			{
				...refusedAtVobiz(409, { ...withoutNumber(vobizRequest), customerNumber: 'K1004' }, 'free'),
				before: everyVobizNumberIsTaken,
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
};
