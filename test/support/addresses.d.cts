export function addresses(...options: string[]): { status: number; lines: string[] };
