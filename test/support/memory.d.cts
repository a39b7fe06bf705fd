export function residentBytes(): number;
export function bufferBytes(): number;
