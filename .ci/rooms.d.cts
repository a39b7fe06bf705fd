export interface Room {
	/** Its folder. */
	room: string;
	/** What is in it, in a few words. */
	holds: string;
}

export const layers: Room[];
export const around: Array<
	Room & {
		knows: string[];
		/** Types of these files it knows beside. */
		butFor?: { path: string; what: string };
	}
>;
