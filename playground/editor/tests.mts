import assert from 'node:assert/strict';
import type { Operation, Provider } from '../../nodes/SipTrunk/contract/provider.js';
import { formFields } from '../../nodes/SipTrunk/form/order.js';
import { notOffered, offeredBy } from '../../nodes/SipTrunk/form/texts.js';
import { providers } from '../../nodes/SipTrunk/providers/index.js';
import { RESOURCES, type ResourceName } from '../../nodes/SipTrunk/contract/resources.js';
import { toolDescription } from '../../nodes/SipTrunk/form/toolDescriptions.js';
import { sandboxCredentials, type CredentialTypeName } from '../../sandbox/credentials.js';
import { sipTrunkToolType } from '../examples.mjs';
import type { Playground } from '../playground.mjs';
import { Editor, eventually } from './editor.mjs';
import {
	choicesOf,
	credentialOf,
	credentialTypeOf,
	everyChoice,
	formsOf,
	missingAt,
	nodeFor,
} from './tables.mjs';

export interface EditorTest {
	title: string;
	run(editor: Editor, playground: Playground): Promise<void>;
}

/** n8n adds this to every resource and operation by itself. */
const addedByN8n = 'Custom API Call';

const trunkChoice = (provider: Provider, operation: string) => {
	const choice = choicesOf(provider).find(
		(one) => one.resource === 'trunk' && one.operation.value === operation,
	);
	assert.ok(choice, `${provider.name} has no operation ${operation} for trunks`);
	return choice;
};

const twilio = providers.find(({ value }) => value === 'twilio') as Provider;

const panel: EditorTest[] = [
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

const canvas: EditorTest[] = [
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

const choosing = providers.map(
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

const credentials = providers.map(
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

const picking = providers.map(
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

const byHand: EditorTest = {
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

const refusals: EditorTest[] = [
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

const switching: EditorTest[] = [
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

const tools: EditorTest[] = [
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

const everyForm = providers.flatMap((provider) =>
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

const notices = providers
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

export const editorTests: EditorTest[] = [
	...panel,
	...canvas,
	...choosing,
	...credentials,
	...picking,
	byHand,
	...refusals,
	...switching,
	...tools,
	...everyForm,
	...notices,
];
