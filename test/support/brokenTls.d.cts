export interface TlsServer {
	address: string;
	stop(): Promise<void>;
}
export const breakings: string[];
export function startBrokenTls(
	origin: string,
	breaks: string,
	hasChanged: () => boolean,
): Promise<TlsServer>;
export function trustingTests<T>(work: () => Promise<T>): Promise<T>;
export function startWithoutTls(): Promise<TlsServer>;
