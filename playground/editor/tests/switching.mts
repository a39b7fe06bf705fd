import assert from 'node:assert/strict';
import type { Provider } from '../../../nodes/SipTrunk/contract/provider.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import type { EditorTest } from '../editorTest.mjs';
import { nodeFor, trunkChoice, twilio } from '../tables.mjs';

export const switching: EditorTest[] = [
	{
		title: 'Switching the provider keeps every value that has the same meaning there',
		async run(editor) {
			const vobiz = providers.find(({ value }) => value === 'vobiz') as Provider;
			await editor.openNewNode(
				nodeFor(trunkChoice(vobiz, 'create'), 'Switch the provider', {
					name: 'Berlin office',
					simplify: false,
					additionalFields: { secure: true },
					options: { timeout: 12 },
				}),
			);
			const kept = async (where: string) => {
				assert.equal(await editor.valueOf('resource'), 'Trunk', where);
				assert.equal(await editor.valueOf('operation'), 'Create', where);
				assert.equal(await editor.valueOf('name'), 'Berlin office', where);
				assert.equal(await editor.isOn('simplify'), false, where);
				assert.equal(await editor.valueOf('timeout'), '12', where);
				assert.deepEqual(await editor.notices(), [], where);
			};
			await kept('Vobiz');
			await editor.choose('provider', 'Twilio');
			await kept('Twilio');
			assert.equal(await editor.isOn('secure'), true, 'Twilio');
			const others = providers
				.map(({ name }) => name)
				.filter((name) => !['Twilio', 'Vobiz'].includes(name));
			for (const name of [...others, 'Vobiz']) {
				await editor.choose('provider', name);
				await kept(name);
			}
			const credential = editor.credentialSelect.locator('input').first();
			assert.equal(await credential.inputValue(), 'Vobiz (sandbox)');
		},
	},
	{
		title: 'Switching the provider asks for its credential and loses what only one provider has',
		async run(editor) {
			await editor.openNewNode(
				nodeFor(trunkChoice(twilio, 'create'), 'Switch and lose', {
					name: 'Berlin office',
					domainName: 'acme-east.pstn.twilio.com',
					additionalFields: { cnamLookupEnabled: true },
				}),
			);
			const credential = editor.credentialSelect.locator('input').first();
			assert.equal(await credential.inputValue(), 'Twilio (sandbox)');
			assert.equal(await editor.valueOf('domainName'), 'acme-east.pstn.twilio.com');
			assert.equal(await editor.isOn('cnamLookupEnabled'), true);
			await editor.choose('provider', 'MiniVoice');
			await editor.parameter('proxy').waitFor();
			assert.equal(await credential.inputValue(), '', 'MiniVoice');
			await editor.choose('provider', 'Twilio');
			await editor.parameter('domainName').waitFor();
			assert.equal(await credential.inputValue(), 'Twilio (sandbox)', 'Twilio again');
			assert.equal(await editor.valueOf('domainName'), '', 'Twilio again');
			const shown = (await editor.shownFields()).map(({ path }) => path);
			assert.ok(!shown.some((path) => path.startsWith('additionalFields')), shown.join(', '));
		},
	},
	{
		title: 'A limit and its filter stay when the provider is switched',
		async run(editor) {
			await editor.openNewNode(
				nodeFor(trunkChoice(twilio, 'getAll'), 'Switch a list', {
					limit: 7,
					filters: { nameContains: 'office' },
				}),
			);
			for (const { name } of providers) {
				if (name !== 'Twilio') await editor.choose('provider', name);
				assert.equal(await editor.valueOf('limit'), '7', name);
				assert.equal(await editor.valueOf('nameContains'), 'office', name);
			}
		},
	},
];
