type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** An invented account. It opens nothing but the sandbox itself. */
export interface SandboxAccount {
	/** The data of the n8n credential for it, for a sandbox that listens at this address. */
	credential(address: string): Record<string, string>;
	/** The headers of a request that may use the account. */
	authorization: Record<string, string>;
	/** Whether a request is signed in, where the headers are others every time. Default: it has the headers above. */
	isSignedIn?(headers: Headers): boolean;
	/** Values that must not appear in anything that the sandbox prints. */
	secrets: readonly string[];
	/** Account ids that stand in paths, each with the name under which it is printed. */
	ids: Record<string, string>;
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

export const basic = (user: string, key: string) => ({
	authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
});

/** Whether a request has what opens the account. */
export const isSignedIn = (account: SandboxAccount, headers: Headers): boolean =>
	account.isSignedIn?.(headers) ??
	Object.entries(account.authorization).every(([name, value]) => headers[name] === value);
