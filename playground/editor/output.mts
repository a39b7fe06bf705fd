import { eventually, type Editor } from './editor.mjs';

/** The first row of the output panel as its table shows it: text by column, nested values as `key:value` lines. */
export type ShownRow = Record<string, string>;

async function readRow(editor: Editor): Promise<ShownRow> {
	const lines = await editor.output
		.locator('table')
		.first()
		.locator('tr')
		.evaluateAll((rows) =>
			rows.map(({ cells }) => [...cells].map((cell) => cell.innerText.trim())),
		);
	const [header = [], values = []] = lines;
	return Object.fromEntries(header.map((column, index) => [column, values[index] ?? '']));
}

/** Runs the node and reads its row when it is as wanted. @throws Error with what the panel said last */
export async function runAndRead(
	editor: Editor,
	wanted: (row: ShownRow) => boolean,
): Promise<ShownRow> {
	await editor.execute();
	const failure = editor.page.getByTestId('node-error-message');
	const items = editor.output.getByText('1 item', { exact: true });
	await items.or(failure).first().waitFor();
	if (await failure.isVisible()) throw new Error(`the node says: ${await failure.innerText()}`);
	await editor.output.getByTestId('radio-button-table').click();
	return await eventually(async () => await readRow(editor), wanted);
}

/** Every value of a key in a nested cell, in order: `what` of all changes. */
export const valuesOf = (cell: string, key: string): string[] =>
	cell
		.split('\n')
		.filter((line) => line.startsWith(`${key}:`))
		.map((line) => line.slice(key.length + 1).trim());
