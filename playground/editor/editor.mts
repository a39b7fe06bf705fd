import type { Locator, Page } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nRest } from '../n8nRest.mjs';
import { sipTrunkType } from '../examples.mjs';
import { patience } from './browser.mjs';

/** A parameter as the node's window shows it. */
export interface ShownField {
	/** `name`, or `additionalFields.secure` */
	path: string;
	label: string;
	/** Whether the label has the question mark that opens the description. */
	described: boolean;
	/** Entries of its dropdown, or null where it has none. */
	entries: number | null;
}

/** An entry of a dropdown. */
export interface ShownEntry {
	name: string;
	description: string;
	/** Whether n8n shows only a part of the description. */
	isCut: boolean;
}

export interface NewNode {
	name: string;
	/** Without it: the SIP Trunk node. */
	type?: string;
	/** Default: 1. */
	typeVersion?: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

/** n8n's editor as a person uses it: what is clicked, typed and read. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly rest: N8nRest,
	) {}

	/** Stores a workflow of SIP Trunk nodes that are not connected, in rows that a screen can show. @returns its id */
	async storeNodes(name: string, nodes: NewNode[]): Promise<string> {
		const { id } = await this.rest.post<{ id: string }>('/workflows', {
			name,
			nodes: nodes.map((node, index) => ({
				type: sipTrunkType,
				typeVersion: 1,
				...node,
				id: `node-${index}`,
				position: [(index % 8) * 240, Math.floor(index / 8) * 200],
			})),
			connections: {},
			settings: {},
		});
		return id;
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** Stores one node, opens its workflow and then the node's window. */
	async openNewNode(node: NewNode): Promise<void> {
		await this.openWorkflow(await this.storeNodes(node.name, [node]));
		await this.openNode(node.name);
	}

	/** Opens the nodes panel of an empty workflow and types into its search. */
	async searchNodes(words: string): Promise<void> {
		await this.page.goto('/workflow/new');
		await this.page.getByTestId('canvas-plus-button').waitFor();
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
		await this.page.keyboard.type(words);
	}

	get panelRows(): Locator {
		return this.page.getByTestId('item-iterator-item');
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.page.getByTestId('parameter-input-operation').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	parameter(name: string): Locator {
		return this.page.getByTestId('node-parameters').getByTestId(`parameter-input-${name}`);
	}

	/** The text in a field of several lines. */
	async textOf(name: string): Promise<string> {
		return await this.parameter(name).locator('textarea').first().inputValue();
	}

	/** The text in a field, or what a dropdown shows. */
	async valueOf(name: string): Promise<string> {
		return await this.parameter(name).locator('input').first().inputValue();
	}

	async isOn(name: string): Promise<boolean> {
		return await this.parameter(name).getByRole('switch').isChecked();
	}

	/** The entries of one dropdown; another that was just used may still be fading out. */
	private async openEntries(dropdown: Locator): Promise<Locator> {
		await dropdown.click();
		const list = await dropdown.locator('[aria-controls]').first().getAttribute('aria-controls');
		const entries = this.page.locator(`[id="${list}"] [role=option]:visible`);
		await entries.first().waitFor();
		return entries;
	}

	/** Opens a dropdown, reads its entries and closes it again. */
	async entriesOf(dropdown: Locator): Promise<ShownEntry[]> {
		const entries = await this.openEntries(dropdown);
		const shown = await entries.evaluateAll((options) =>
			options.map((option) => ({
				text: option.innerText,
				isCut: [...option.querySelectorAll('.option-description')].some(
					({ scrollHeight, clientHeight }) => scrollHeight > clientHeight,
				),
			})),
		);
		await this.page.keyboard.press('Escape');
		await entries.first().waitFor({ state: 'hidden' });
		return shown.map(({ text, isCut }) => {
			const [name, ...description] = text.split('\n');
			return { name: name.trim(), description: description.join(' ').trim(), isCut };
		});
	}

	/** The lines under the nodes on the canvas. */
	async subtitles(): Promise<Array<{ text: string; isCut: boolean }>> {
		return await this.page
			.getByTestId('canvas-node')
			.locator('[class*=_subtitle_]')
			.evaluateAll((lines) =>
				lines.map(({ innerText, scrollWidth, clientWidth }) => ({
					text: innerText,
					isCut: scrollWidth > clientWidth,
				})),
			);
	}

	async choose(parameter: string, entry: string): Promise<void> {
		await this.chooseIn(this.parameter(parameter), entry);
	}

	async chooseIn(dropdown: Locator, entry: string): Promise<void> {
		const entries = await this.openEntries(dropdown);
		await entries
			.filter({ has: this.page.getByText(entry, { exact: true }) })
			.first()
			.click();
		await eventually(
			async () => await dropdown.locator('input').first().inputValue(),
			(value) => value === entry,
		);
	}

	/** A field by its place: `name`, `additionalFields.secure`, `originationUriRows.row[0].uri`. */
	field(path: string): Locator {
		return this.page
			.getByTestId('node-parameters')
			.locator(`[data-parameter-path="parameters.${path}"]`);
	}

	/** Adds a row where a field has several. */
	async addRow(name: string): Promise<void> {
		const rows = this.page.getByTestId(`fixed-collection-${name}`);
		await rows.getByTestId('fixed-collection-add').first().click();
	}

	/** Adds a field of a group by its label. */
	async addToGroup(name: string, label: string): Promise<void> {
		const group = this.page
			.getByTestId('node-parameters')
			.getByTestId('parameter-item')
			.filter({ has: this.page.locator(`label[for="${name}"]`) });
		const entries = await this.openEntries(group.getByTestId('collection-parameter-add'));
		await entries.filter({ hasText: new RegExp(`^\\s*${label}\\s*$`) }).click();
	}

	get credentialSelect(): Locator {
		return this.page.getByTestId('node-credentials-select');
	}

	/** Presses the button and waits for the end: what is pressed while a run is still ending is lost. */
	async execute(): Promise<void> {
		const answered = this.page.waitForResponse(
			(response) => response.request().method() === 'POST' && response.url().endsWith('/run'),
		);
		await this.page.getByTestId('node-execute-button').getByText('Execute step').click();
		const { data } = (await (await answered).json()) as { data: { executionId: string } };
		await eventually(
			async () =>
				(await this.rest.get<{ status: string }>(`/executions/${data.executionId}`)).status,
			(status) => !['new', 'running', 'waiting'].includes(status),
		);
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** Every parameter of the open window in the order in which it is shown. */
	async shownFields(): Promise<ShownField[]> {
		return await this.page.getByTestId('node-parameters').evaluate((form) =>
			[...form.querySelectorAll('[data-parameter-path^="parameters."]')]
				.filter((field) => field.checkVisibility())
				.map((field) => {
					const path = (field.getAttribute('data-parameter-path') ?? '').replace('parameters.', '');
					const selector = `label[for="${path.split('.').pop() ?? ''}"]`;
					let around = field;
					while (around && !around.querySelector(selector)) around = around.parentElement;
					const label = around?.querySelector(selector);
					const listbox = field
						.querySelector('[role=combobox][aria-controls]')
						?.getAttribute('aria-controls');
					return {
						path,
						label: label?.innerText.split('\n')[0].trim() ?? '',
						described: label?.querySelector('[class*="infoIcon"]') != null,
						entries: listbox
							? (form.ownerDocument.getElementById(listbox)?.querySelectorAll('[role=option]')
									.length ?? 0)
							: null,
					};
				}),
		);
	}

	/** The texts of the notices that the open window shows. */
	async notices(): Promise<string[]> {
		return await this.page
			.getByTestId('node-parameters')
			.locator('.notice:visible')
			.allInnerTexts();
	}
}

/** Reads until it is as wanted. @throws Error with what was read last */
export async function eventually<Value>(
	read: () => Promise<Value>,
	wanted: (value: Value) => boolean,
	wait: number = patience,
): Promise<Value> {
	const deadline = Date.now() + wait;
	for (;;) {
		const value = await read();
		if (wanted(value)) return value;
		if (Date.now() > deadline) throw new Error(`it stayed ${JSON.stringify(value)}`);
		await sleep(50);
	}
}
