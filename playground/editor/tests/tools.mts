import assert from 'node:assert/strict';
import { toolDescription } from '../../../nodes/SipTrunk/form/toolDescriptions.js';
import { sipTrunkToolType } from '../../examples.mjs';
import { eventually } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { nodeFor, trunkChoice, twilio } from '../tables.mjs';

export const tools: EditorTest[] = [
	{
		title: 'As a tool the node describes what follows from the operation, and keeps own words',
		async run(editor) {
			const described = async (operation: string) =>
				await eventually(
					async () => await editor.textOf('toolDescription'),
					(text) => text === toolDescription('Twilio', trunkChoice(twilio, operation).operation),
				);
			await editor.openNewNode({
				...nodeFor(trunkChoice(twilio, 'delete'), 'Trunk tool'),
				type: sipTrunkToolType,
			});
			await described('delete');
			await editor.choose('operation', 'Update');
			await described('update');
			const words = 'Rename a trunk. Ask first.';
			await editor.parameter('toolDescription').locator('textarea').first().fill(words);
			await editor.choose('operation', 'Create');
			assert.equal(await editor.textOf('toolDescription'), words);
		},
	},
];
