import type { Browser } from 'playwright-core';
import { formatDuration } from '../base/duration.mjs';
import type { InstallationContext } from '../base/installation.mjs';
import { startPlayground, type Playground } from '../playground.mjs';
import { step } from '../steps.mjs';
import { launchChromium, openWindow } from './browser.mjs';
import { chromiumProgram } from './chromium.mjs';
import { Editor } from './editor.mjs';
import { measureOpening } from './openingTime.mjs';
import { takePictures } from './pictures.mjs';
import { editorTests } from './tests/index.mjs';

export interface EditorTestOptions extends InstallationContext {
	/** Take the pictures of docs/images/ instead of testing. */
	pictures: boolean;
	/** Measure how long a node takes to open instead of testing. */
	openingTime: boolean;
	/** Only what runs with every change. */
	short: boolean;
	/** Only tests whose title contains this, in upper or lower case. */
	only?: string;
}

const size = { width: 1280, height: 800 };

/** `npm run test:editor`: tests the node in n8n's editor. @returns the exit code @throws Problem */
export async function testEditor(options: EditorTestOptions): Promise<number> {
	const program = await step('Find the browser', async () => await chromiumProgram(options));
	const playground = await startPlayground({
		name: 'editor',
		fresh: true,
		editor: true,
		log: options.log,
		stopping: options.stopping,
	});
	try {
		const browser = await launchChromium(program);
		const close = () => void browser.close();
		options.stopping.addEventListener('abort', close, { once: true });
		try {
			if (options.openingTime) {
				const times = await step(
					'Open each node',
					async (say) => await measureOpening(browser, playground, say),
				);
				console.log(times.join('\n'));
			} else if (options.pictures) {
				await step('Take the pictures', async (say) => {
					await takePictures(browser, playground, say);
				});
			} else {
				return await runTests(browser, playground, options);
			}
			return 0;
		} finally {
			options.stopping.removeEventListener('abort', close);
			await browser.close();
		}
	} finally {
		await playground.stop();
	}
}

async function runTests(
	browser: Browser,
	playground: Playground,
	{ short, only = '', stopping, log }: EditorTestOptions,
): Promise<number> {
	const window = await openWindow(browser, playground, { colorScheme: 'light', ...size });
	const editor = new Editor(window.page, playground.rest);
	const chosen = editorTests.filter(
		({ title, isShort }) =>
			(isShort === true || !short) && title.toLowerCase().includes(only.toLowerCase()),
	);
	const failures: string[] = [];
	for (const { title, run } of chosen) {
		const started = Date.now();
		const messagesBefore = window.messages.found.length;
		let failure: string | undefined;
		try {
			await run(editor, playground);
		} catch (error) {
			stopping.throwIfAborted();
			failure = (error as Error).message;
			log.write('editor', (error as Error).stack ?? failure);
		}
		const messages = window.messages.found.slice(messagesBefore);
		if (messages.length > 0) {
			failure = [failure, 'The console of the browser says:', ...messages]
				.filter((line) => line !== undefined)
				.join('\n');
		}
		const time = formatDuration(Date.now() - started);
		console.log(`${failure === undefined ? 'passed' : 'FAILED'}   ${title} [${time}]`);
		if (failure !== undefined) {
			failures.push(title);
			console.log(`         ${failure.trim().replaceAll('\n', '\n         ')}`);
		}
	}
	for (const [reason, times] of window.messages.own) {
		console.log(`\nOf n8n itself, in the console ${times} times: ${reason}`);
	}
	console.log(`\n${chosen.length - failures.length} passed, ${failures.length} failed`);
	return chosen.length > 0 && failures.length === 0 ? 0 : 1;
}
