/** Inbound trunks take calls of a carrier, outbound ones place calls through a carrier. */
export const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];
