import assert from 'node:assert/strict';
import { eventually } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { everyChoice, nodeFor } from '../tables.mjs';

/** The nodes panel, and the lines under the nodes on the canvas. */

export const panel: EditorTest[] = [
	{
		title: 'The nodes panel finds the node by "sip" and lists every action once',
		async run(editor) {
			await editor.searchNodes('sip');
			const node = editor.panelRows.filter({ hasText: 'SIP Trunk' });
			await node.first().waitFor();
			assert.match(await editor.panelRows.first().innerText(), /^SIP Trunk/);
			await node.first().click();
			await editor.page.getByText('Get many trunks', { exact: true }).waitFor();
			const rows = await editor.panelRows.allInnerTexts();
			const actions = new Set(everyChoice.map(({ operation }) => operation.action));
			const listed = rows.filter((row) => actions.has(row));
			assert.deepEqual(listed.sort(), [...actions].sort());
		},
	},
	{
		title: 'An action of the nodes panel adds the node with resource and operation set',
		async run(editor) {
			await editor.searchNodes('sip');
			await editor.panelRows.filter({ hasText: 'SIP Trunk' }).first().click();
			await editor.page.getByText('Get many phone numbers', { exact: true }).click();
			await editor.parameter('operation').waitFor();
			assert.equal(await editor.valueOf('provider'), 'Twilio');
			assert.equal(await editor.valueOf('resource'), 'Phone Number');
			assert.equal(await editor.valueOf('operation'), 'Get Many');
			await editor.closeNode();
			await editor.page.getByText('Twilio: get numbers', { exact: true }).waitFor();
		},
	},
];

export const canvas: EditorTest[] = [
	{
		title: 'The canvas shows the whole line under the node, for every operation',
		async run(editor) {
			const nodes = everyChoice.map((choice, index) => nodeFor(choice, `Node ${index + 1}`));
			await editor.openWorkflow(await editor.storeNodes('Every line', nodes));
			const lines = await eventually(
				async () => await editor.subtitles(),
				(shown) => shown.length === nodes.length && shown.every(({ text }) => text !== ''),
			);
			assert.deepEqual(
				lines,
				everyChoice.map(({ provider, operation: { subtitle } }) => ({
					text: `${provider.name}: ${subtitle}`,
					isCut: false,
				})),
			);
		},
	},
];
