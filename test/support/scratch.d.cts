/** The folder of this project, absolute. */
export const project: string;

/** A new folder with these files, text by path. */
export function makeFolder(files: Record<string, string>): string;

export function removeFolder(folder: string): void;

/** Runs a program with this Node.js in a folder, to its end; `status` is null if a signal ended it. */
export function runNodeProgram(
	folder: string,
	program: string,
	args: string[],
): { status: number | null; stdout: string; stderr: string };
