import { loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import type { Playground } from '../playground.mjs';
import { openWindow } from './browser.mjs';
import { Editor, type NewNode } from './editor.mjs';
import { choiceOf, nodeFor, trunkChoice, twilio } from './tables.mjs';

/**
 * How long the editor takes from the click on a node to its form, beside the largest of n8n's own nodes: n8n goes
 * through all fields of a node, those of other providers too, before it shows the first.
 */

interface Opened {
	node: NewNode;
	/** Names of the fields that are waited for. */
	fields: string[];
}

const choosing = ['provider', 'resource', 'operation'];

const opened: Opened[] = [
	{ node: nodeFor(trunkChoice(twilio, 'create'), 'SIP Trunk: create a trunk'), fields: choosing },
	{
		node: nodeFor(choiceOf(twilio, 'trunkConfiguration', 'apply'), 'SIP Trunk: apply a trunk'),
		fields: choosing,
	},
	{
		node: {
			name: 'HubSpot: create a contact',
			type: 'n8n-nodes-base.hubspot',
			typeVersion: 2.2,
			parameters: { authentication: 'appToken', resource: 'contact', operation: 'upsert' },
		},
		fields: ['resource', 'operation'],
	},
];

/** Times with each node; the first of each is not counted. */
const openings = 21;

/** Opens every node by turns. @returns a line for each, and one about the machine */
export async function measureOpening(
	browser: Browser,
	playground: Playground,
	say: (words: string) => void,
): Promise<string[]> {
	const { page, close } = await openWindow(browser, playground, {
		colorScheme: 'light',
		width: 1280,
		height: 800,
	});
	const editor = new Editor(page, playground.rest);
	const nodes = opened.map(({ node }) => node);
	await editor.openWorkflow(await editor.storeNodes('Click to form', nodes));
	const times = opened.map((): number[] => []);
	const loadBefore = loadavg()[0];
	for (let round = 0; round <= openings; round++) {
		say(`${round} of ${openings}`);
		for (const [index, { node, fields }] of opened.entries()) {
			const time = await timeToForm(page, editor, node.name, fields);
			if (round > 0) times[index].push(time);
			await editor.closeNode();
		}
	}
	await close();
	const load = [loadBefore, loadavg()[0]].map((one) => one.toFixed(1)).join(', at the end ');
	return [
		...opened.map(({ node }, index) => `${node.name}: ${inWords(times[index])}`),
		`Load average at the start ${load}`,
	];
}

function inWords(times: number[]): string {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (index: number) => sorted[index].toFixed(0);
	return `median ${at((times.length - 1) / 2)} ms (${at(0)} to ${at(times.length - 1)} ms)`;
}

/** Milliseconds from the double click, by the browser's own clock, until a frame with all the fields was drawn. */
async function timeToForm(
	page: Page,
	editor: Editor,
	name: string,
	fields: string[],
): Promise<number> {
	const inputs = fields.map(
		(field) => `[data-test-id=node-parameters] [data-test-id=parameter-input-${field}] input`,
	);
	const [time] = await Promise.all([
		page.locator('body').evaluate(async (body, wanted) => {
			const window = body.ownerDocument.defaultView;
			const clickedAt = await new Promise<number>((resolve) => {
				window?.addEventListener(
					'dblclick',
					({ timeStamp }: { timeStamp: number }) => resolve(timeStamp),
					{ capture: true, once: true },
				);
			});
			for (;;) {
				await new Promise((resolve) => window?.requestAnimationFrame(resolve));
				if (wanted.every((input) => body.querySelector(input)?.checkVisibility() === true)) break;
			}
			const drawnAt = await new Promise<number>((resolve) =>
				window?.requestAnimationFrame(resolve),
			);
			return drawnAt - clickedAt;
		}, inputs),
		editor.openNode(name),
		// Fails where a field does not come; the measuring itself would wait for ever.
		...inputs.map(async (input) => await page.locator(input).first().waitFor()),
	]);
	return time;
}
