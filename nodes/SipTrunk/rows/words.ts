import { isoDateOrNull } from './dates';

/** The words of simplified rows that are the same at every provider. */
export const STATUSES = ['active', 'inactive', 'unknown'] as const;
export const DIRECTIONS = ['inbound', 'outbound', 'both'] as const;
export const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;
export const AUTHENTICATIONS = ['ip', 'credentials'] as const;

type IsFixed = (value: unknown) => boolean;

const oneOf =
	(words: readonly string[]): IsFixed =>
	(value) =>
		words.some((word) => word === value);

const isDate: IsFixed = (value) => isoDateOrNull(value) !== null;

/** By key of a simplified row: whether a value is the node's own word or date, in which no provider can echo anything. */
export const WORDS: Record<string, IsFixed | undefined> = {
	provider: () => true,
	status: oneOf(STATUSES),
	direction: oneOf(DIRECTIONS),
	transport: oneOf(TRANSPORTS),
	authentication: oneOf(AUTHENTICATIONS),
	createdAt: isDate,
	updatedAt: isDate,
};
