import assert from 'node:assert/strict';
import { LEVELS, type Level } from '../../../nodes/SipTrunk/configuration/checks/finding.js';
import { overallOf } from '../../../nodes/SipTrunk/configuration/checks/judgement.js';
import { kindsAt } from '../../../nodes/SipTrunk/configuration/checks/kinds.js';
import type { ConfigurationResource } from '../../../nodes/SipTrunk/configuration/operations.js';
import type { Provider } from '../../../nodes/SipTrunk/contract/provider.js';
import { providers } from '../../../nodes/SipTrunk/providers/index.js';
import type { Editor } from '../editor.mjs';
import type { EditorTest } from '../editorTest.mjs';
import { changedThing, filledConfiguration } from '../filledIn.mjs';
import { fillIn } from '../filling.mjs';
import { runAndRead, valuesOf } from '../output.mjs';
import { choiceOf, configurationOf, nodeFor, twilio } from '../tables.mjs';

/** Trunk Configuration as a person uses it: fill in, plan, apply, apply again, check. */

const emptyList = '[empty array]';

async function planAndApply(provider: Provider, editor: Editor): Promise<string> {
	const filled = filledConfiguration(provider);
	const name = String(filled.find(({ field }) => field.name === 'name')?.value);
	const sections = filled.flatMap(({ section }) => section ?? []);
	const things = ['trunk', ...sections.map(changedThing)].sort();
	const plan = choiceOf(provider, 'trunkConfiguration', 'plan');
	await editor.openNewNode(nodeFor(plan, 'Trunk of a customer'));
	await fillIn(editor, filled);

	const planned = await runAndRead(editor, ({ summary }) => summary !== undefined);
	assert.match(planned.summary, /^Creates trunk /);
	assert.ok(planned.summary.includes(name), planned.summary);
	assert.deepEqual(valuesOf(planned.changes, 'what').sort(), things);
	assert.equal(planned.notSupported, emptyList);
	assert.notEqual(planned.digest, '');

	// Everything that was filled in stays when the operation is changed.
	await editor.choose('operation', 'Apply');
	const made = await runAndRead(editor, ({ outcome }) => outcome !== undefined);
	assert.equal(made.outcome, 'created');
	assert.deepEqual(valuesOf(made.changes, 'what').sort(), things);

	const again = await runAndRead(
		editor,
		({ outcome }) => ![undefined, 'created'].includes(outcome),
	);
	assert.equal(again.outcome, 'unchanged');
	assert.equal(again.changes, emptyList);
	assert.equal(again.id, made.id);
	return made.id;
}

async function check(
	provider: Provider,
	{ check: port }: ConfigurationResource,
	trunkId: string,
	editor: Editor,
): Promise<void> {
	if (port === undefined) return;
	const choice = choiceOf(provider, 'trunkConfiguration', 'check');
	const chosen = { __rl: true, mode: 'id', value: trunkId };
	await editor.openNewNode(nodeFor(choice, 'Would calls go through?', { trunkId: chosen }));
	const { id, overall, findings } = await runAndRead(editor, (row) => row.findings !== undefined);
	assert.equal(id, trunkId);
	const known = kindsAt(port.rules).map((kind) => kind.id);
	const found = valuesOf(findings, 'id');
	assert.deepEqual(
		found.filter((one) => !known.includes(one)),
		[],
	);
	const levels = valuesOf(findings, 'level') as Level[];
	assert.equal(levels.length, found.length, findings);
	assert.ok(
		levels.every((level) => LEVELS.includes(level)),
		findings,
	);
	assert.equal(overall, overallOf(levels.map((level) => ({ level }))));
	for (const key of ['message', 'about', 'fix']) {
		assert.ok(
			valuesOf(findings, key).every((text) => text !== ''),
			findings,
		);
	}
}

export const configurations = providers.flatMap((provider): EditorTest[] => {
	const resource = configurationOf(provider);
	if (resource === undefined) return [];
	return [
		{
			title: `${provider.name}: a trunk is planned and applied, applied again and checked, and the panel shows what happens`,
			...(provider === twilio && { isShort: true }),
			async run(editor) {
				await check(provider, resource, await planAndApply(provider, editor), editor);
			},
		},
	];
});
