export function memoryFor(work: () => Promise<void>): Promise<number>;
export function bufferBytes(): number;
