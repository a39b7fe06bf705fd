import type { Writable } from 'node:stream';

export interface ProgramOptions {
	command: string;
	arguments: string[];
	folder: string;
	/** The whole environment; default: that of this process. */
	environment?: NodeJS.ProcessEnv;
	/** Receives every line of output. */
	onLine: (line: string) => void;
}

export interface ProgramEnd {
	exitCode: number | null;
	signal: NodeJS.Signals | null;
}

/**
 * A running program. It leads its own process group, so that Ctrl-C in the terminal reaches only
 * the playground, which then stops everything in order.
 */
export interface Program {
	readonly processId: number | undefined;
	/** Stays open as long as this process lives; a program may take its end as the sign to stop. */
	readonly input: Writable;
	/** Settles when the program and everything that it started has ended. Rejects where it cannot be started. */
	readonly ended: Promise<ProgramEnd>;
	/** Asks it to end, and ends it with all its children when the patience (milliseconds) is over. */
	stop(patience?: number): Promise<void>;
}

export declare function startProgram(options: ProgramOptions): Program;

/**
 * Runs a program to its end. Stopped when `stopping` is aborted, and then rejects with its reason.
 * @throws ProgramFailure when it ends with another exit code than 0
 */
export declare function runProgram(options: ProgramOptions, stopping: AbortSignal): Promise<void>;

export declare class ProgramFailure extends Error {
	readonly name: 'ProgramFailure';
	/** Output of the program, at most its last 200 lines. */
	readonly lines: string[];
}

/** npm with the given arguments: the very npm that runs this process, where one does. */
export declare function npmProgram(
	npmArguments: string[],
): Pick<ProgramOptions, 'command' | 'arguments'>;
