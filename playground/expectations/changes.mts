import {
	all,
	chatWas,
	claims,
	nothingWasChanged,
	type Aftermath,
} from '../aftermath/aftermath.mjs';
import { addTwilioUri, removeTwilioUri, twilioSendsCallsTo } from '../aftermath/twilio.mjs';
import { vobizHasIncomingTrunk } from '../aftermath/vobiz.mjs';
import { none, one, type ExampleExpectation } from './expectation.mjs';

/** A trunk changes: with approval, and back, and to another provider; and whoever has changed it is told of. */

/** The report has one line, which is about this trunk. */
const reportTellsOf =
	(name: string) =>
	({ result }: Aftermath) => {
		const { text } = result.outputs.Report[0];
		return claims({
			[`the report is about "${name}" alone`]:
				String(text).split('\n').length === 1 && String(text).includes(name),
		});
	};

export const ofChanges: Record<string, ExampleExpectation> = {
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
};
