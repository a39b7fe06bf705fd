import type { SandboxProcess } from './sandboxProcess.mjs';

/** What works are measured with. */
export interface Bench {
	/** The simulated providers, in a process of their own. */
	sandbox: SandboxProcess;
	/** The package as users get it. */
	tarball: Tarball;
	/** Whether ratios on small amounts are enough. */
	quick: boolean;
	/** How often to measure; `usual` where the command line does not say. */
	runs(usual: number): number;
	/** Tells the person who waits what is going on. */
	say(words: string): void;
	/** Aborted when that person has had enough. */
	stopping: AbortSignal;
}

export interface Tarball {
	file: string;
	bytes: number;
	/** Where it has been unpacked. */
	folder: string;
}

/** One thing that was measured several times. */
export interface Figure {
	name: string;
	unit: string;
	values: number[];
	/** Most memory that the process had at a time, in MB, once per run. */
	peakMemoryMb?: number[];
}

/** A figure that a work must reach. */
export interface Bar {
	what: string;
	value: number;
	unit: string;
	/** The least or the most that it may be. */
	atLeast?: number;
	atMost?: number;
}

export interface Outcome {
	figures: Figure[];
	bars: Bar[];
}

export interface Work {
	/** On the command line. */
	name: string;
	/** @param quick whether it is measured on small amounts */
	title(quick: boolean): string;
	/** Whether it needs an installed n8n. */
	needsN8n?: boolean;
	/** Whether `--quick` measures it, too. */
	isQuick?: boolean;
	measure(bench: Bench): Promise<Outcome>;
}
