import assert from 'node:assert/strict';
import type { Provider } from '../../../nodes/SipTrunk/contract/provider.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import type { EditorTest } from '../editorTest.mjs';
import { nodeFor, trunkChoice, twilio } from '../tables.mjs';

export const refusals: EditorTest[] = [
	{
		title: 'A number that is out of range stays as it was typed, and is refused with its range',
		async run(editor) {
			const vobiz = providers.find(({ value }) => value === 'vobiz') as Provider;
			const choice = trunkChoice(vobiz, 'create');
			await editor.openNewNode(nodeFor(choice, 'Out of range', { name: 'Mumbai office' }));
			const input = editor.parameter('maxConcurrentCalls').locator('input');
			await input.fill('');
			await input.pressSequentially('5000');
			assert.equal(await input.inputValue(), '5000');
			await editor.execute();
			await editor.page.getByTestId('node-error-message').waitFor();
			assert.equal(
				(await editor.page.getByTestId('node-error-message').innerText()).trim(),
				"'Max Concurrent Calls' must be from 0 to 1000, but it is 5000.",
			);
		},
	},
	{
		title: 'A rejected input names the field, the rule and an example in the panel',
		async run(editor) {
			const choice = trunkChoice(twilio, 'create');
			await editor.openNewNode(nodeFor(choice, 'Rejected input', { name: 'Berlin office' }));
			await editor.parameter('domainName').locator('input').fill('berlin office');
			await editor.execute();
			await editor.page.getByTestId('node-error-message').waitFor();
			assert.match(
				await editor.page.getByTestId('node-error-message').innerText(),
				/'Domain Name' must consist of letters/,
			);
			assert.match(
				await editor.page.getByTestId('node-error-description').innerText(),
				/acme-east\.pstn\.twilio\.com/,
			);
		},
	},
	{
		title: "A provider's refusal says what happened and what to do next",
		async run(editor) {
			const trunkId = { __rl: true, mode: 'id', value: `TK${'0'.repeat(32)}` };
			await editor.openNewNode(nodeFor(trunkChoice(twilio, 'get'), 'No such trunk', { trunkId }));
			await editor.execute();
			await editor.page.getByTestId('node-error-message').waitFor();
			const message = await editor.page.getByTestId('node-error-message').innerText();
			const description = await editor.page.getByTestId('node-error-description').innerText();
			assert.match(message, /Twilio/);
			assert.match(message, /not found|no longer|does not exist|has no/i);
			assert.ok(description.trim().length > 20, `the description is "${description}"`);
		},
	},
];
