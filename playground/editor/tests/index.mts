import type { EditorTest } from '../editorTest.mjs';
import { choosing } from './choosing.mjs';
import { configurations } from './configuration.mjs';
import { credentials } from './credentials.mjs';
import { everyForm, notices } from './everyForm.mjs';
import { opening } from './opening.mjs';
import { canvas, panel } from './panel.mjs';
import { byHand, picking } from './picking.mjs';
import { refusals } from './refusals.mjs';
import { switching } from './switching.mjs';
import { tools } from './tools.mjs';

export const editorTests: EditorTest[] = [
	...panel,
	...canvas,
	opening,
	...choosing,
	...credentials,
	...picking,
	byHand,
	...refusals,
	...switching,
	...tools,
	...configurations,
	...everyForm,
	...notices,
];
