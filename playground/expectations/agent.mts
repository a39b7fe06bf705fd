import { all, chatWas, nothingWasChanged } from '../aftermath/aftermath.mjs';
import { toolMadeTrunk } from '../aftermath/twilio.mjs';
import { eachOf, none, one, type ExampleExpectation } from './expectation.mjs';

/** An AI agent with the node as a tool. */

const gatedTools = ['Create trunk', 'Delete trunk'];

export const ofAgent: Record<string, ExampleExpectation> = {
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
