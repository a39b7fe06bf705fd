export function isAnswered(address: string): Promise<boolean>;
