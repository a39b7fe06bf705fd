/** The folder of this project, absolute. */
export const project: string;

/** A new folder with these files, text by path. */
export function makeFolder(files: Record<string, string>): string;

/** A copy of this project in a folder of its own, with the packages that are installed here. */
export function copyProject(): string;

/** All files of a folder, text by path; packages are left out. */
export function textsOf(folder: string): Record<string, string>;

export function removeFolder(folder: string): void;

/** Runs a program with this Node.js in a folder (`.` is the project's), to its end; `status` is null if a signal ended it. */
export function runNodeProgram(
	folder: string,
	program: string,
	args: string[],
): { status: number | null; stdout: string; stderr: string };
