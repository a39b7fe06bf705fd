import assert from 'node:assert/strict';
import type { Provider } from '../../../nodes/SipTrunk/contract/provider.js';
import { RESOURCES, type ResourceName } from '../../../nodes/SipTrunk/contract/resources.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import type { EditorTest } from '../editorTest.mjs';
import { credentialOf, nodeFor, trunkChoice } from '../tables.mjs';

/** What the dropdowns at the top of the form offer. */

/** n8n adds this to every resource and operation by itself. */
const addedByN8n = 'Custom API Call';

export const choosing = providers.map(
	(provider): EditorTest => ({
		title: `${provider.name}: the form offers its own credential, resources and operations only, and cuts no description`,
		async run(editor) {
			// From another provider, so that the choice is made by hand.
			const other = providers.find(({ value }) => value !== provider.value) as Provider;
			await editor.openNewNode(nodeFor(trunkChoice(other, 'getAll'), 'Choose a provider'));
			await editor.choose('provider', provider.name);

			const credentials = await editor.entriesOf(editor.credentialSelect);
			const [own] = Object.values(credentialOf(provider));
			assert.ok(
				credentials.some(({ name }) => name === own.name),
				`the credential "${own.name}" is not offered`,
			);
			for (const { name } of Object.values(
				Object.assign({}, ...providers.filter((one) => one !== provider).map(credentialOf)),
			) as Array<{ name: string }>) {
				assert.ok(
					credentials.every((entry) => entry.name !== name),
					`the credential "${name}" is offered`,
				);
			}

			const resources = await editor.entriesOf(editor.parameter('resource'));
			const expected = provider.resources.map(({ value }) => RESOURCES[value as ResourceName]);
			assert.deepEqual(
				resources.filter(({ name }) => name !== addedByN8n),
				expected
					.map(({ name, description }) => ({ name, description, isCut: false }))
					.sort((a, b) => a.name.localeCompare(b.name, 'en')),
			);

			for (const resource of provider.resources) {
				await editor.choose('resource', RESOURCES[resource.value as ResourceName].name);
				const operations = await editor.entriesOf(editor.parameter('operation'));
				assert.deepEqual(
					operations.filter(({ name }) => name !== addedByN8n),
					resource.operations
						.map(({ name, description }) => ({ name, description, isCut: false }))
						.sort((a, b) => a.name.localeCompare(b.name, 'en')),
				);
			}
		},
	}),
);
