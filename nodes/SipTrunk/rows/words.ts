import { TRANSPORTS } from '../contract/carrier';

/** The words of simplified rows that are the same at every provider. */
export const STATUSES = ['active', 'inactive', 'unknown'] as const;
export const DIRECTIONS = ['inbound', 'outbound', 'both'] as const;
export { TRANSPORTS };
export const AUTHENTICATIONS = ['ip', 'credentials'] as const;

type IsFixed = (value: unknown) => boolean;

const oneOf = (words: readonly string[]): IsFixed => {
	const known = new Set<unknown>(words);
	return (value) => known.has(value);
};

/** As the node writes dates. */
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const isDate: IsFixed = (value) => typeof value === 'string' && DATE.test(value);

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
