import type { Log } from './log.mjs';

export interface InstallationContext {
	log: Log;
	/** Aborted when the person stops the playground. */
	stopping: AbortSignal;
}

/** Whether a folder's node_modules holds what package-lock.json (in the same folder by default) asks for. */
export declare function packagesFit(folder: string, manifestFolder?: string): boolean;

/** Whether n8n, its Node.js and its compiled database driver are there. */
export declare function n8nIsInstalled(): boolean;

/** Programs that an n8n is started with. */
export interface N8nPrograms {
	readonly node: string;
	readonly n8n: string;
}

/** Those of the folder into which npm has installed n8n and Node.js. */
export declare function n8nProgramsIn(folder: string): N8nPrograms;

/** Those of the playground. */
export declare const n8nPrograms: N8nPrograms;

/** @throws Problem when n8n must still be installed and a program that this needs is missing. */
export declare function checkCompiler(): void;

/** Installs the project's own packages (`npm ci`). @throws Problem */
export declare function installProject(context: InstallationContext): Promise<void>;

/** Installs n8n with its own Node.js (`npm ci`, then the two packages that need their install step). @throws Problem */
export declare function installN8n(context: InstallationContext): Promise<void>;

/** Calls the programs that npm's install steps call, and says in one sentence what failed. @throws Problem */
export declare function runNpm(
	npmArguments: string[],
	options: InstallationContext & {
		folder: string;
		/** Ends the sentence `<what> failed`. */
		what: string;
		/** What the person can do about it. */
		advice: string;
		/** Variables beside those of this process. */
		environment?: Record<string, string>;
	},
): Promise<void>;
