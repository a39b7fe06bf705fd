/** The process that `ownProcess.mts` starts. */
import type { Answer, Task } from './ownProcess.mjs';

type Sides = Record<string, (input: unknown) => Promise<unknown>>;

async function answerTo({ file, side, input }: Task): Promise<Answer> {
	try {
		const { sides } = (await import(file)) as { sides: Sides };
		const result = await sides[side](input);
		return { result, peakMemoryMb: process.resourceUsage().maxRSS / 1024 };
	} catch (error) {
		return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

process.once('message', (task: Task) => {
	void answerTo(task).then((answer) => process.send?.(answer));
});
