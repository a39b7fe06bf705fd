/** The details of one run: what npm, n8n and the sandbox say, in the order in which they say it. */
export interface Log {
	/** Relative to the project's folder, for messages. */
	readonly path: string;
	/** Adds a line that starts with the time and who said it. */
	write(source: string, line: string): void;
	close(): Promise<void>;
}

/** Starts `.playground/<name>.log` anew. */
export declare function openLog(name: string): Log;
