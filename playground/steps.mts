import { Listr, PRESET_TIMER } from 'listr2';
import { formatDuration } from './base/duration.mjs';

const timer = { ...PRESET_TIMER, field: formatDuration };

/**
 * Does something that a person waits for, as one line of progress with its elapsed time.
 * `run` may call `say` to add a few words to the line. What it throws is thrown on.
 */
export async function step<Result>(
	title: string,
	run: (say: (words: string) => void) => Promise<Result>,
): Promise<Result> {
	const outcomes: Array<PromiseSettledResult<Result>> = [];
	const task = {
		title,
		async task(_context: unknown, line: { title: string; output: string }) {
			const say = (words: string) => {
				line.title = `${title}: ${words}`;
			};
			const stopReporting = reportElapsedTime((text) => {
				line.output = text;
			});
			outcomes.push(...(await Promise.allSettled([run(say)])));
			stopReporting();
			// The sentence about it is written once, at the end, and not here as well.
			if (outcomes[0].status === 'rejected') throw new Error('see below');
		},
	};
	await new Listr(task, {
		exitOnError: false,
		registerSignalListeners: false,
		rendererOptions: { timer, collapseErrors: false, showErrorMessage: false },
		fallbackRendererOptions: { timer },
	}).run();
	const [outcome] = outcomes;
	if (outcome.status === 'rejected') throw outcome.reason;
	return outcome.value;
}

/** Long steps show that they are alive: every second on a screen, every 15 s in a log. */
function reportElapsedTime(report: (text: string) => void): () => void {
	const started = Date.now();
	const interval = setInterval(
		() => report(`${formatDuration(Date.now() - started)} so far`),
		process.stdout.isTTY ? 1000 : 15_000,
	);
	return () => clearInterval(interval);
}
