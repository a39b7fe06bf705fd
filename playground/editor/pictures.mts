import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { providers } from '../../nodes/SipTrunk/providers/index.js';
import { projectFolder } from '../base/folders.mjs';
import type { Playground } from '../playground.mjs';
import { openWindow } from './browser.mjs';
import { Editor } from './editor.mjs';
import { filledConfiguration, filledCreation } from './filledIn.mjs';
import { fillIn } from './filling.mjs';
import { runAndRead } from './output.mjs';
import { choiceOf, nodeFor, trunkChoice, twilio } from './tables.mjs';

/** Takes the pictures of docs/images/, from the editor as it is today. */

const folder = join(projectFolder, 'docs', 'images');
const largest = 200_000;

interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

async function take(page: Page, name: string, clip: Area): Promise<void> {
	const path = join(folder, `${name}.png`);
	// What n8n reports in the corner for some seconds would hide the form; its button lies on top of the canvas.
	const style = `.el-notification { display: none }
		[data-test-id^=execute-workflow-button] { visibility: hidden }`;
	await page.screenshot({ path, clip, style, animations: 'disabled', caret: 'hide' });
	const { size } = statSync(path);
	if (size > largest) throw new Error(`${name}.png has ${size} bytes, more than ${largest}`);
}

/** The smallest area that holds everything found, with margins in pixels. */
async function areaOf(found: Locator, margin: number, sideMargin = margin): Promise<Area> {
	const boxes = (await Promise.all((await found.all()).map((one) => one.boundingBox()))).filter(
		(box) => box !== null,
	);
	const x = Math.min(...boxes.map((box) => box.x)) - sideMargin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + sideMargin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

/** The node's window without its title and the input, which is empty. */
async function form(page: Page, { output, height }: { output: boolean; height: number }) {
	await page.getByTestId('node-execute-button').getByText('Execute step').waitFor();
	// The words on the button come back with an animation.
	await page.waitForTimeout(600);
	const window = await areaOf(page.getByTestId('ndv'), 0);
	const tabs = await areaOf(page.getByTestId('tab-params'), 0);
	const settings = await areaOf(page.getByTestId('node-parameters'), 0);
	const result = await areaOf(page.getByTestId('output-panel'), 0);
	const width = output ? result.x + result.width - settings.x : settings.width;
	const y = tabs.y - 12;
	return { x: settings.x, y, width, height: Math.min(height, window.y + window.height - y) };
}

const light = { colorScheme: 'light', width: 1280, height: 860 } as const;

/** The output panel is as wide as its sentences need. */
const wide = { width: 1720, height: 860 };

/** What Plan shows of a trunk that is not there yet, and what Check says of it when it is. */
async function takeConfiguration(editor: Editor): Promise<void> {
	const { page } = editor;
	const takeOutput = async (name: string) => {
		await editor.output.getByTestId('radio-button-json').click();
		await editor.field('provider').scrollIntoViewIfNeeded();
		await page.mouse.move(2, 2);
		await take(page, name, await form(page, { output: true, height: 620 }));
	};
	const plan = choiceOf(twilio, 'trunkConfiguration', 'plan');
	await editor.openNewNode(nodeFor(plan, 'Plan the trunk'));
	await fillIn(editor, filledConfiguration(twilio));
	await runAndRead(editor, ({ summary }) => summary !== undefined);
	await takeOutput('plan');

	await editor.choose('operation', 'Apply');
	const { id, name } = await runAndRead(editor, ({ outcome }) => outcome === 'created');
	const check = choiceOf(twilio, 'trunkConfiguration', 'check');
	const trunkId = { __rl: true, mode: 'list', value: id, cachedResultName: name };
	await editor.openNewNode(nodeFor(check, 'Would calls go through?', { trunkId }));
	await runAndRead(editor, ({ findings }) => findings !== undefined);
	await takeOutput('check');
}

export async function takePictures(
	browser: Browser,
	playground: Playground,
	say: (words: string) => void,
): Promise<void> {
	const { page, close } = await openWindow(browser, playground, light);
	const editor = new Editor(page, playground.rest);
	say('nodes panel');
	await editor.searchNodes('sip');
	await editor.panelRows.filter({ hasText: 'SIP Trunk' }).first().waitFor();
	const panel = await areaOf(page.getByTestId('node-creator'), 0);
	await take(page, 'nodes-panel', { ...panel, height: 360 });
	await editor.panelRows.filter({ hasText: 'SIP Trunk' }).first().click();
	await page.getByText('Create trunk', { exact: true }).scrollIntoViewIfNeeded();
	await page.getByText('Plan trunk configuration', { exact: true }).scrollIntoViewIfNeeded();
	await page.mouse.move(300, 300);
	await take(page, 'actions', panel);

	for (const provider of providers) {
		const { value, name } = provider;
		say(name);
		await editor.openNewNode(
			nodeFor(
				trunkChoice(provider, 'create'),
				'Create trunk',
				filledCreation(provider, playground.sandbox),
			),
		);
		await editor.execute();
		await editor.output.getByText('1 item', { exact: true }).waitFor();
		await editor.output.getByTestId('radio-button-json').click();
		await page.mouse.move(2, 2);
		await take(page, value, await form(page, { output: true, height: 800 }));
	}

	say('trunk configuration');
	// The trunks of the pictures before are in the way.
	playground.sandbox.reset();
	await page.setViewportSize(wide);
	await takeConfiguration(editor);
	await page.setViewportSize(light);

	say('trunk picker');
	await editor.openNewNode(nodeFor(trunkChoice(twilio, 'get'), 'Get trunk'));
	await editor.parameter('trunkId').click();
	await page.getByTestId('rlc-item').first().waitFor();
	await take(page, 'trunk-picker', await form(page, { output: false, height: 600 }));

	say('refused input');
	await editor.openNewNode(
		nodeFor(trunkChoice(twilio, 'create'), 'Create trunk', {
			name: 'Berlin office',
			domainName: 'berlin office',
		}),
	);
	await editor.execute();
	await page.getByTestId('node-error-message').waitFor();
	await page.mouse.move(2, 2);
	await take(page, 'refused-input', await form(page, { output: true, height: 560 }));

	say('example workflow');
	const { examples } = playground;
	const example =
		examples.find(({ file }) => file === 'new-customer-twilio.json') ??
		examples.find(({ file }) => file === 'twilio.json');
	if (!example) throw new Error('there is no example workflow to show');
	await page.setViewportSize({ width: 1600, height: 980 });
	await editor.openWorkflow(example.workflow.id);
	await page.getByTestId('canvas-node').last().waitFor();
	await page.mouse.move(300, 940);
	// Zooming is animated.
	await page.waitForTimeout(1000);
	const everything = page.getByTestId('canvas-node').or(page.getByTestId('sticky'));
	// At the sides there are also the nodes' names, which are wider than the nodes.
	await take(page, 'new-customer', await areaOf(everything, 24, 56));

	for (const colorScheme of ['light', 'dark'] as const) {
		say(`icon, ${colorScheme}`);
		const window = await openWindow(browser, playground, { ...light, colorScheme });
		const themed = new Editor(window.page, playground.rest);
		await themed.openWorkflow(
			await themed.storeNodes('Icon', [nodeFor(trunkChoice(twilio, 'getAll'), 'SIP Trunk')]),
		);
		const box = await themed.canvasNode('SIP Trunk').boundingBox();
		if (!box) throw new Error('the node is not on the canvas');
		await take(window.page, `icon-${colorScheme}`, {
			x: box.x - 90,
			y: box.y - 40,
			width: box.width + 180,
			height: box.height + 100,
		});
		await window.close();
	}
	await close();
	say('taken');
}
