import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { providers } from '../../nodes/SipTrunk/providers/index.js';
import { projectFolder } from '../base/folders.mjs';
import type { Playground } from '../playground.mjs';
import { openWindow } from './browser.mjs';
import { Editor } from './editor.mjs';
import { choicesOf, nodeFor } from './tables.mjs';

/** Takes the pictures of docs/images/, from the editor as it is today. */

const folder = join(projectFolder, 'docs', 'images');
const largest = 200_000;

interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

async function take(page: Page, name: string, clip?: Area): Promise<void> {
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path, clip, animations: 'disabled', caret: 'hide' });
	const { size } = statSync(path);
	if (size > largest) throw new Error(`${name}.png has ${size} bytes, more than ${largest}`);
}

/** What a person would have filled in, by provider. */
const filledIn: Record<string, Record<string, unknown>> = {
	miniVoice: { name: 'Berlin office' },
	tryVox: { name: 'Berlin office' },
	twilio: {
		name: 'Berlin office',
		domainName: 'acme-berlin.pstn.twilio.com',
		additionalFields: { secure: true },
	},
	vobiz: { name: 'Mumbai office', maxConcurrentCalls: 20 },
	vyom: { name: 'Mumbai office' },
};

const light = { colorScheme: 'light', width: 1280, height: 800 } as const;

export async function takePictures(
	browser: Browser,
	playground: Playground,
	say: (words: string) => void,
): Promise<void> {
	const { page, close } = await openWindow(browser, playground, light);
	const editor = new Editor(page, playground.rest);
	const trunk = (provider: string, operation: string) => {
		const choice = providers
			.filter(({ value }) => value === provider)
			.flatMap(choicesOf)
			.find((one) => one.resource === 'trunk' && one.operation.value === operation);
		if (!choice) throw new Error(`${provider} has no operation ${operation} for trunks`);
		return choice;
	};

	say('nodes panel');
	await editor.searchNodes('sip');
	await editor.panelRows.filter({ hasText: 'SIP Trunk' }).first().click();
	await page.getByText('Get many trunks', { exact: true }).waitFor();
	await page.mouse.move(600, 600);
	await take(page, 'nodes-panel', { x: 640, y: 64, width: 640, height: 736 });

	for (const { value, name } of providers) {
		say(name);
		await editor.openNewNode(nodeFor(trunk(value, 'create'), 'Create trunk', filledIn[value]));
		await page.getByTestId('node-credentials-select').waitFor();
		await take(page, value, { x: 430, y: 24, width: 422, height: 752 });
	}

	say('trunk picker');
	await editor.openNewNode(nodeFor(trunk('twilio', 'get'), 'Get trunk'));
	await editor.parameter('trunkId').click();
	await page.getByTestId('rlc-item').first().waitFor();
	await take(page, 'trunk-picker', { x: 430, y: 24, width: 422, height: 600 });

	say('refused input');
	await editor.openNewNode(
		nodeFor(trunk('twilio', 'create'), 'Create trunk', {
			name: 'Berlin office',
			domainName: 'berlin office',
		}),
	);
	await editor.execute();
	await page.getByTestId('node-error-message').waitFor();
	await page.locator('.el-notification__closeBtn').first().click();
	await page.locator('.el-notification').first().waitFor({ state: 'hidden' });
	await take(page, 'refused-input', { x: 430, y: 24, width: 826, height: 600 });

	say('example workflow');
	const { examples } = playground;
	const example =
		examples.find(({ file }) => file === 'new-customer-twilio.json') ??
		examples.find(({ file }) => file === 'twilio.json');
	if (!example) throw new Error('there is no example workflow to show');
	await editor.openWorkflow(example.workflow.id);
	await page.locator('[data-test-id=canvas-node]').last().waitFor();
	await take(page, 'new-customer', { x: 42, y: 64, width: 1238, height: 700 });

	for (const colorScheme of ['light', 'dark'] as const) {
		say(`icon, ${colorScheme}`);
		const window = await openWindow(browser, playground, { ...light, colorScheme });
		const themed = new Editor(window.page, playground.rest);
		await themed.openWorkflow(
			await themed.storeNodes('Icon', [nodeFor(trunk('twilio', 'getAll'), 'SIP Trunk')]),
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
