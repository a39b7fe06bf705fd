import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/index';

/** A provider's API as its customers use it, below its base URL. Rejects what the provider refuses. */
export interface Api {
	get(path: string): Promise<IDataObject>;
	post(path: string, body?: IDataObject): Promise<IDataObject>;
	put(path: string, body: IDataObject): Promise<IDataObject>;
	delete(path: string): Promise<IDataObject>;
}

/** A simulated account, and the API through which it is used. */
export interface Simulated {
	readonly sandbox: Sandbox;
	readonly api: Api;
}

/** Of what is there before a test begins; every provider accepts it. */
export const formerPassword = 'Former_Pass_1';

/** What a request does at the provider. */
export type RequestKind = 'reads' | 'makes' | 'changes' | 'removes';
