import type { LoggedRequest, ProviderName } from '../sandbox/index';
import type { RequestKind } from './api';
import { facts } from './index';

export type { RequestKind } from './api';

/** What a request does, by how the provider's API is spoken. */

/** Beside these, what puts a number on a trunk, and takes it off. */
export type RouteKind = 'links' | 'unlinks';

/** By what a request of one kind is known: its method, and a part of its path where that does not tell. */
export interface RequestPart {
	method: string;
	path?: string;
}

const AS: Record<RouteKind, RequestKind> = { links: 'makes', unlinks: 'removes' };

const isRoute = (kind: RequestKind | RouteKind): kind is RouteKind => kind in AS;

export function partOf(provider: ProviderName, kind: RequestKind | RouteKind): RequestPart {
	const { updates = 'POST', routes, paths } = facts[provider].api;
	if (isRoute(kind)) return routes ? { method: routes } : partOf(provider, AS[kind]);
	if (paths !== undefined) return { method: 'POST', path: paths[kind] };
	return { method: { reads: 'GET', makes: 'POST', changes: updates, removes: 'DELETE' }[kind] };
}

type Asked = Pick<LoggedRequest, 'provider' | 'method' | 'path'>;

export function isOf(kind: RequestKind | RouteKind, { provider, method, path }: Asked): boolean {
	const part = partOf(provider as ProviderName, kind);
	return part.method === method && (part.path === undefined || new RegExp(part.path).test(path));
}

export const isRead = (request: Asked): boolean => isOf('reads', request);

/** Of the request with which a provider lists its trunks, below its base URL. */
export function trunkListOf(provider: ProviderName) {
	const { trunks, trunksBody } = facts[provider].api;
	return { method: partOf(provider, 'reads').method, url: trunks, data: trunksBody };
}
