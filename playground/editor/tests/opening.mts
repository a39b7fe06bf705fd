import assert from 'node:assert/strict';
import { RESOURCES, type ResourceName } from '../../../nodes/SipTrunk/contract/resources.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import { eventually } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { formsOf } from '../forms.mjs';
import { choicesOf } from '../tables.mjs';

/** One form of every provider, for the short run; the long one opens all of them. */
export const opening: EditorTest = {
	title: 'Every provider is opened, and its form shows its credential, resource and fields',
	isShort: true,
	async run(editor) {
		const forms = providers.map((provider) => {
			const [choice] = choicesOf(provider);
			return { provider, choice, form: formsOf(choice)[0] };
		});
		const nodes = forms.map(({ form }) => form.node);
		await editor.openWorkflow(await editor.storeNodes('Every provider', nodes));
		for (const { provider, choice, form } of forms) {
			await editor.openNode(form.node.name);
			const expected = [
				...['provider', 'resource', 'operation'],
				...form.fields.map(({ path }) => path),
			];
			const shown = await eventually(
				async () => (await editor.shownFields()).map(({ path }) => path),
				(paths) => paths.length === expected.length,
				5000,
			).catch(async () => (await editor.shownFields()).map(({ path }) => path));
			assert.deepEqual(shown, expected, provider.name);
			assert.equal(await editor.valueOf('provider'), provider.name);
			const { name } = RESOURCES[choice.resource as ResourceName];
			assert.equal(await editor.valueOf('resource'), name, provider.name);
			const [credential] = Object.values(form.node.credentials ?? {});
			const entered = editor.credentialSelect.locator('input').first();
			assert.equal(await entered.inputValue(), credential.name, provider.name);
			await editor.closeNode();
		}
	},
};
