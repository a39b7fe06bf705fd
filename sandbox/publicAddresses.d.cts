export function isAddress(text: string): boolean;

/** Whether anything can be at this address, or come from it: private addresses and those for documentation cannot. */
export function isPublicAddress(address: string): boolean;
