import { isTool, toolDescription } from '../../../../nodes/SipTrunk/form/toolDescriptions';

describe('isTool', () => {
	it.each([
		['n8n-nodes-sip-trunk.sipTrunkTool', true],
		['n8n-nodes-sip-trunk.sipTrunk', false],
		['CUSTOM.sipTrunkTool', true],
	])('%s: %s', (type, expected) => {
		expect(isTool({ type })).toBe(expected);
	});
});

describe('toolDescription', () => {
	it.each([
		['Remove a trunk; its calls stop', 'Delete trunk at Vobiz. Remove a trunk; its calls stop.'],
		['Remove it. Calls stop.', 'Delete trunk at Vobiz. Remove it. Calls stop.'],
	])('ends "%s" with one full stop', (description, expected) => {
		expect(toolDescription('Vobiz', { action: 'Delete trunk', description })).toBe(expected);
	});
});
