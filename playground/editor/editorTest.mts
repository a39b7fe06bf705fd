import type { Playground } from '../playground.mjs';
import type { Editor } from './editor.mjs';

export interface EditorTest {
	title: string;
	/** Belongs to the short form, which runs with every change. */
	isShort?: true;
	run(editor: Editor, playground: Playground): Promise<void>;
}
