/** `840 ms` -> `0.8 s`, `75,000 ms` -> `1 min 15 s`. */
export declare function formatDuration(milliseconds: number): string;
