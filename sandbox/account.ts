/** An invented account. It opens nothing but the sandbox itself. */
export interface SandboxAccount {
	/** The data of the n8n credential for it, for a sandbox that listens at this address. */
	credential(address: string): Record<string, string>;
	/** The headers of a request that may use the account. */
	authorization: Record<string, string>;
	/** Values that must not appear in anything that the sandbox prints. */
	secrets: readonly string[];
	/** Account ids that stand in paths, each with the name under which it is printed. */
	ids: Record<string, string>;
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

export const basic = (user: string, key: string) => ({
	authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
});
