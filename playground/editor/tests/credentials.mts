import assert from 'node:assert/strict';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import { sandboxCredentials, type CredentialTypeName } from '../../../sandbox/credentials.js';
import { eventually } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { credentialTypeOf, nodeFor, trunkChoice } from '../tables.mjs';

export const credentials = providers.map(
	(provider): EditorTest => ({
		title: `${provider.name}: a credential with a wrong key says what to do, with the right one it connects`,
		async run(editor, { sandbox }) {
			const { page } = editor;
			const name = provider.credentialType as CredentialTypeName;
			const data = Object.entries(sandboxCredentials(sandbox.addresses)[name]);
			const type = await credentialTypeOf(provider);
			const advice = (type.test?.rules ?? []).map(({ properties }) => String(properties?.message));
			const isSecret = (field: string) => provider.api.secrets.includes(field);

			await editor.openNewNode(nodeFor(trunkChoice(provider, 'getAll'), 'Make a credential'));
			await editor.credentialSelect.click();
			await page.getByText('Create new credential', { exact: true }).click();
			const window = page.getByTestId('editCredential-modal');
			const field = (key: string) =>
				window.getByTestId(`parameter-input-${key}`).locator('input').first();
			await window.getByTestId('credential-save-button').waitFor();
			assert.deepEqual(
				await window.locator('label').evaluateAll((labels) =>
					labels
						.filter((label) => label.checkVisibility())
						.filter((label) => label.innerText.trim() === '')
						.map((label) => label.outerHTML),
				),
				[],
			);
			for (const [key, value] of data) {
				const kind = type.properties.find((property) => property.name === key)?.type;
				if (value === '' || kind !== 'string') continue;
				await field(key).fill(isSecret(key) ? `${value}x` : value);
			}
			await window.getByTestId('credential-save-button').click();
			await page.getByText('More details', { exact: true }).click();
			const text = await eventually(
				async () => await window.innerText(),
				(words) => advice.some((sentence) => words.includes(sentence)),
			).catch(async () => await window.innerText());
			assert.ok(
				advice.some((sentence) => text.includes(sentence)),
				`the window says: ${text}`,
			);
			for (const [key, value] of data) {
				if (value !== '' && isSecret(key)) await field(key).fill(value);
			}
			await window.getByTestId('credential-save-button').click();
			await window.waitFor({ state: 'hidden' });
			await page.getByTestId('credential-edit-button').click();
			await window.getByText('Connection tested successfully').waitFor();
		},
	}),
);
