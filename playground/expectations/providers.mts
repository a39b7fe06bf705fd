import { providers } from '../../nodes/SipTrunk/providers/index.js';
import { one, type ExampleExpectation } from './expectation.mjs';

/** The life of a trunk at each provider, and all of them in one list. */

/** Of the examples that ask every provider. */
export const trunkLists = Object.fromEntries(
	providers.map(({ value, name }) => [`${name} trunks`, { every: { provider: value } }]),
);

export const ofProviders: Record<string, ExampleExpectation> = {
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
};
