/** The rows that a run has made, known by their IDs, and what it may have made, known by what was asked for. */
export class CreatedRows {
	private readonly ids = new Set<string>();
	private readonly open = new Set<string>();

	add(id: string | undefined): void {
		if (id !== undefined) this.ids.add(id);
	}

	has(id: string | undefined): boolean {
		return id !== undefined && this.ids.has(id);
	}

	/**
	 * A request has failed and left open whether it made something, so that what is found later may come from it.
	 *
	 * @param key what was asked for, see `keyOf`
	 */
	leaveOpen(key: string): void {
		this.open.add(key);
	}

	isOpen(key: string): boolean {
		return this.open.has(key);
	}
}
