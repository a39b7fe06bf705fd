/** Paths are relative to the project's folder, with forward slashes. */

/** The text of a file, or undefined where there is none. */
export function readText(path: string): string | undefined;
export function writeText(path: string, text: string): void;
export function removeFile(path: string): void;
/** Whether there is a file or a folder. */
export function exists(path: string): boolean;
/** All files in a folder and the folders below it, sorted; none where it does not exist. */
export function filesBelow(folder: string): string[];
