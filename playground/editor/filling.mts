import type { INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../../nodes/SipTrunk/contract/provider.js';
import type { Editor } from './editor.mjs';
import type { Filled } from './filledIn.mjs';

/** Fills in a form as a person does: adds what has to be added, types, chooses, switches. */
export async function fillIn(editor: Editor, filled: Filled[]): Promise<void> {
	for (const { field, group, value } of filled) {
		if (field.rows !== undefined) {
			const { name, fields } = field.rows;
			await editor.addRow(field.name);
			for (const [key, entry] of Object.entries(value as object)) {
				const nested = fields.find((one) => one.name === key);
				if (nested) await enter(editor, nested, `${field.name}.${name}[0].${key}`, entry);
			}
		} else {
			if (group !== undefined) await editor.addToGroup(group.name, field.displayName);
			const path = group === undefined ? field.name : `${group.name}.${field.name}`;
			await enter(editor, field, path, value);
		}
	}
}

async function enter(editor: Editor, field: Field, path: string, value: unknown): Promise<void> {
	if (field.type === 'options') {
		const options = field.options as INodePropertyOptions[];
		const entry = options.find((option) => option.value === value);
		await editor.chooseIn(editor.field(path), String(entry?.name));
	} else if (field.type === 'boolean') {
		const switched = editor.field(path).getByRole('switch');
		if ((await switched.isChecked()) !== value)
			await editor.field(path).locator('label, .el-switch').first().click();
	} else {
		await editor.field(path).locator('input').first().fill(String(value));
	}
}
