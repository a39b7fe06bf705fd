export function report(line: string): void;
export function reportEvery(times: number, what: string, done: number): void;
