import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a measurement in a process of its own is told: which function of which file to call, and with what. */
export interface Task {
	file: string;
	side: string;
	input: unknown;
}

/** What it answers. */
export type Answer = { result: unknown; peakMemoryMb: number } | { error: string };

export interface Measured<Result> {
	result: Result;
	/** Most memory that the process had at a time (resident set size), n8n's engine and all libraries included. */
	peakMemoryMb: number;
}

const child = fileURLToPath(new URL('child.mts', import.meta.url));
const typeScript = ['--import', import.meta.resolve('tsx')];

/**
 * Calls one of the functions that a file exports as `sides`, in a fresh process that can collect garbage on demand, so
 * that nothing that was measured before weighs on its time or memory.
 */
export async function inOwnProcess<Result>(
	file: string,
	side: string,
	input: unknown,
	stopping: AbortSignal,
): Promise<Measured<Result>> {
	const program = fork(child, {
		execArgv: ['--expose-gc', ...typeScript],
		signal: stopping,
		serialization: 'advanced',
	});
	try {
		program.send({ file, side, input } satisfies Task);
		const answers = once(program, 'message', { signal: stopping });
		const ended = once(program, 'exit').then(([code]) => {
			throw new Error(`The process of "${side}" ended with exit code ${String(code)}`);
		});
		const [answer] = (await Promise.race([answers, ended])) as [Answer];
		ended.catch(() => undefined);
		if ('error' in answer) throw new Error(answer.error);
		return answer as Measured<Result>;
	} finally {
		program.kill();
	}
}
