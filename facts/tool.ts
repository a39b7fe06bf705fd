/** What the node as a tool of an AI agent needs, and tells, beside what the tables say. */
export interface ToolFacts {
	/** By field: what a model fills in, where what it fills in elsewhere will not do. */
	answers?: Record<string, string>;
	/** By operation, as `phoneNumber unassign`: which thing of a furnished account it needs, if not the first one. */
	things?: Record<string, Record<string, [of: number, number: number]>>;
	/** By operation: the field that an update changes, where the first one will not do. */
	changes?: Record<string, string>;
	/** By resource and field, as `trunk enabled`: under which key a row tells it, and with which value. */
	toldAs?: Record<string, { key: string; value?: unknown }>;
	/** Fields that the provider keeps without showing them, as `sipCredential description`. */
	notReported?: string[];
	/** By resource: what goes with a change of it, whatever else is changed. */
	alwaysSent?: Record<string, Record<string, boolean>>;
}
