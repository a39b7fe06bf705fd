import assert from 'node:assert/strict';
import type { Provider } from '../../../nodes/SipTrunk/contract/provider.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import { eventually } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { choicesOf, nodeFor, trunkChoice } from '../tables.mjs';

export const picking = providers.map(
	(provider): EditorTest => ({
		title: `${provider.name}: a trunk is picked from the list with search, and running shows it`,
		async run(editor) {
			const { page } = editor;
			await editor.openNewNode(nodeFor(trunkChoice(provider, 'get'), 'Pick a trunk'));
			await editor.parameter('trunkId').click();
			await page.getByTestId('rlc-item').first().waitFor();
			const names = await page.getByTestId('rlc-item').allInnerTexts();
			assert.ok(names.length >= 3, `the list has ${names.length} trunks`);
			const shown = names[1].trim();
			// What tells it from others of that name stands in brackets behind it.
			const [wanted] = shown.split(' (');
			await page.getByTestId('rlc-search').fill(shown.toUpperCase());
			await eventually(
				async () => await page.getByTestId('rlc-item').allInnerTexts(),
				(found) => found.length === 1 && found[0].trim() === shown,
			);
			await page.getByTestId('rlc-item').first().click();
			await editor.execute();
			await editor.output.getByText('1 item', { exact: true }).waitFor();
			await editor.output.getByTestId('radio-button-json').click();
			await editor.output.getByText(`"${wanted}"`).first().waitFor();
			await editor.output.getByText(`"${provider.value}"`).first().waitFor();
		},
	}),
);

export const byHand: EditorTest = {
	title: 'A phone number can be entered by hand as number or ID, and the editor says so',
	async run(editor) {
		const vobiz = providers.find(({ value }) => value === 'vobiz') as Provider;
		const unassign = choicesOf(vobiz).find(({ operation }) => operation.value === 'unassign');
		assert.ok(unassign);
		await editor.openNewNode(nodeFor(unassign, 'Unassign a number'));
		const modes = editor.page.getByTestId('node-parameters').getByTestId('rlc-mode-selector');
		assert.deepEqual(
			(await editor.entriesOf(modes)).map(({ name }) => name),
			['From list', 'By Number or ID'],
		);
	},
};
