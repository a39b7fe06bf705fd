import assert from 'node:assert/strict';
import type { Operation } from '../../../nodes/SipTrunk/contract/provider.js';
import { RESOURCES, type ResourceName } from '../../../nodes/SipTrunk/contract/resources.js';
import { formFields } from '../../../nodes/SipTrunk/form/order.js';
import { notOffered, offeredBy } from '../../../nodes/SipTrunk/form/texts.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import { eventually } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { formsOf } from '../forms.mjs';
import { choicesOf, everyChoice, missingAt, nodeFor } from '../tables.mjs';

export const everyForm = providers.flatMap((provider) =>
	provider.resources.map(
		(resource): EditorTest => ({
			title: `${provider.name}, ${RESOURCES[resource.value as ResourceName].plural}: every operation shows its fields, each with label, description and choices`,
			async run(editor) {
				const forms = choicesOf(provider)
					.filter((choice) => choice.resource === resource.value)
					.flatMap(formsOf);
				const nodes = forms.map(({ node }) => node);
				await editor.openWorkflow(await editor.storeNodes('Every operation', nodes));
				for (const { title, node, fields } of forms) {
					await editor.openNode(node.name);
					const expected = ['provider', 'resource', 'operation', ...fields.map(({ path }) => path)];
					const shown = await eventually(
						async () => await editor.shownFields(),
						(found) => found.length === expected.length,
						5000,
					).catch(async () => await editor.shownFields());
					assert.deepEqual(
						shown.map(({ path }) => path),
						expected,
						title,
					);
					for (const { path, label, dropdown } of fields) {
						const field = shown.find((one) => one.path === path);
						assert.equal(field?.label, label, `${title}: label of ${path}`);
						assert.ok(field.described, `${title}: ${label} has no description`);
						if (dropdown) assert.ok(field.entries, `${title}: ${label} offers nothing`);
					}
					assert.deepEqual(await editor.notices(), [], title);
					await editor.closeNode();
				}
			},
		}),
	),
);

const hasField = (operation: Operation, path: string) =>
	formFields(operation).some(({ name }) => path === name || path.startsWith(`${name}.`));

export const notices = providers
	.filter((provider) => missingAt(provider).length > 0)
	.map(
		(provider): EditorTest => ({
			title: `${provider.name}: each of the ${missingAt(provider).length} operations that it lacks says who offers it`,
			async run(editor) {
				const missing = missingAt(provider);
				const nodes = missing.map(({ resource, operation }) =>
					nodeFor({ provider, resource, operation }, `${resource} ${operation.value}`),
				);
				await editor.openWorkflow(await editor.storeNodes('What a provider lacks', nodes));
				for (const { resource, operation } of missing) {
					const title = `${resource} ${operation.value}`;
					await editor.openNode(title);
					await editor.page.locator('.notice:visible').first().waitFor();
					assert.deepEqual(
						(await editor.notices()).map((text) => text.trim()),
						[notOffered(offeredBy(providers, resource, operation.value))],
						title,
					);
					const [first, second, third, ...others] = (await editor.shownFields()).map(
						({ path }) => path,
					);
					assert.deepEqual([first, second, third], ['provider', 'resource', 'operation'], title);
					const same = everyChoice.filter(
						(one) => one.resource === resource && one.operation.value === operation.value,
					);
					assert.deepEqual(
						others.filter((path) => !same.every((one) => hasField(one.operation, path))),
						[],
						title,
					);
					await editor.closeNode();
				}
			},
		}),
	);
