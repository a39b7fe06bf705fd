import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/**
 * What an operation asks of the network, and what a provider's API is like: how addresses, bodies, errors and rows are
 * to be read. Types only.
 */

/** What a provider says in an answer that refuses something, read from whatever shape its error body has. */
export interface ProviderError {
	/** The provider's own code, as text, or null where it gave none. */
	code: string | null;
	/** The provider's own words; never what the client had sent. */
	said: string;
	/** The provider's id of the request, for its support, or null. */
	requestId?: string | null;
	/** The provider says that it did nothing and that asking again later helps, whatever the status. */
	askAgain?: boolean;
	/** What was asked for is no longer there. Default: HTTP 404. */
	gone?: boolean;
	/** Wait the provider asks for in the body, in milliseconds. */
	retryAfterMs?: number;
}

/** How a provider's API is spoken, and what its answers mean. */
export interface ProviderApi {
	/** Names of the credential's fields that hold secrets; their values never leave the node. */
	secrets: string[];
	/** Names of the credential's other fields that requests carry: what says whose account or which key it is. */
	identifiers?: string[];
	/**
	 * Base addresses by host name; `default` is used where a request names none.
	 *
	 * @throws InputError for an address in the credential that cannot be used
	 */
	addresses(credentials: IDataObject): Record<string, string>;
	/** The account identifier that paths carry, or '' where the provider has none. */
	accountId?(credentials: IDataObject): string;
	/** How request bodies are written. */
	encoding: 'json' | 'form';
	/**
	 * The row that an answer about one thing holds, where the provider wraps it in an envelope. Default: the answer.
	 * `client.send` gives the row to the operation.
	 */
	rowIn?(answer: IDataObject): IDataObject;
	/** What identifies a row, as text; undefined where it has no ID, so that it is not what was asked for. */
	idOf(row: IDataObject): string | undefined;
	/** Whether an answer with a status of success says that nothing was done. Default: never. */
	isRefusal?(body: IDataObject): boolean;
	/** The headers that may hold the provider's id of a request, in lower case. Default: `x-request-id`. */
	requestIdHeaders?: string[];
	/** Reads an error body. `body` is parsed JSON, or the text where it is not JSON. */
	providerError(status: number, body: unknown): ProviderError;
	/** What a person can do about a refusal, by the provider's code or the HTTP status. */
	advice: Record<string, string>;
	/**
	 * A read that must succeed before the first write, e.g. to see that two hosts mean one account. Returns whether
	 * what it found holds for as long as the credential is the same, so that the process need not ask again.
	 */
	beforeWrite?(client: ProviderClient): Promise<boolean>;
}

/** One request, without what all requests to the provider have in common. */
export interface ProviderRequest {
	method: IHttpRequestMethods;
	/** Path below the base address, every inserted value encoded: made with the `path` template tag. */
	path: string;
	/** Name of the address to use where the provider has several hosts. */
	host?: string;
	query?: Record<string, string | number | boolean | undefined>;
	body?: IDataObject;
	/**
	 * Whether asking again after a lost answer leaves the same state as asking once.
	 * Default: true for GET, PUT and DELETE, false for POST and PATCH.
	 */
	repeatable?: boolean;
	/** It only looks at something, although its method is not GET. */
	readsOnly?: true;
	/** It removes something, although its method is not DELETE. */
	removes?: true;
	/** An answer without a body says that all is well, although something was asked for. */
	answersEmpty?: true;
	/** Ends the request when it is aborted, because nobody wants its answer any more. */
	signal?: AbortSignal;
	/** Which thing the answer must be about. One that is about another is none, and nothing follows from it. */
	about?: { id: string; idOf: ProviderApi['idOf'] };
	/** How to learn what became of a request that must not be repeated blindly. */
	recovery?: Recovery;
}

/** How to find out whether a create whose answer was lost took effect. */
export interface Recovery {
	/** What tells the thing to be made from others at its path: its name, its address, its number. */
	identity: readonly unknown[];
	/** Rows at the provider that carry the identity of what was to be made. */
	find(): AsyncIterable<IDataObject>;
	/** The provider refuses a second row with the same identity, so asking again cannot make two. */
	unique: boolean;
	/** ProviderError codes that mean "exists already"; after a lost answer they lead to a look-up. */
	conflictCodes?: string[];
	/** What identifies a row, where the API's own `idOf` does not say. */
	idOf?: ProviderApi['idOf'];
	/** What a row says of what was asked for, where the request wraps it. Default: the body. */
	asked?: IDataObject;
	/** When a row was made, as the provider's text. Without it a row that is not `unique` proves nothing. */
	createdAt?(row: IDataObject): unknown;
	/**
	 * Whether a row may show this value under this key, whatever was asked for. A row that shows something else than was
	 * asked for is somebody else's.
	 */
	mayDiffer?(key: string, told: unknown): boolean;
	/** The list may lack what was made, so that "not found" proves nothing and the request is never repeated. */
	mayBeHidden?: boolean;
	/** An empty answer says that it is done; otherwise it counts as lost, because nobody knows what was made. */
	answersEmpty?: boolean;
	/** How a person looks: `Open the list of trunks and look for the name "pbx"`. */
	howToLook: string;
}

/** What the node itself knows of the row that is put out. It travels apart from the provider's row. */
export interface AddedToRow {
	/** The answer was lost, and what was made was found. */
	recovered?: true;
	/** Nothing had to be done. */
	alreadyAssigned?: true;
	/** Where a number was, so that the step can be reversed. */
	previousTrunkId?: string | null;
	previousApplicationId?: string | null;
	previousVoiceUrlHost?: string;
	/** One that the node has made: told once, here. */
	password?: string;
}

/** What operations see of the network: no tokens, no retries, no `this`. */
export interface ProviderClient {
	/** The account identifier that paths carry, or '' where the provider has none. */
	readonly accountId: string;
	/** How many rows are wanted at most, or undefined for all: a hint for page sizes. */
	readonly rowsWanted: number | undefined;
	/** How many requests may be under way at a time. */
	readonly parallel: number;
	/**
	 * Sends one request. If `recovery` has found the row, `added` says so.
	 *
	 * @returns the parsed body, or the row in it where the provider wraps rows; an empty answer is `{}`
	 * @throws RequestFailure that says why, and whether anything has changed
	 */
	send(request: ProviderRequest): Promise<IDataObject>;
	/** The same for a route that answers with something other than an object (a bare array). */
	sendForAny(request: ProviderRequest): Promise<unknown>;
	/**
	 * The same account for requests between which nothing must be left undone, such as the second half of a move: a
	 * cancelled execution does not stop them, and they have retries and a wait of their own.
	 */
	withoutCancellation(): ProviderClient;
	/**
	 * The same account for another step of the same item: pace, created rows and secrets are shared, but it knows nothing
	 * of what was changed before, and has a wait of its own. A refusal of this step is then told as what it is.
	 */
	fresh(): ProviderClient;
	/** Marks a value (a generated password) as secret for everything that is reported about this item. */
	keepSecret(value: string): void;
	/** What the node adds to the row of this item. */
	readonly added: Readonly<AddedToRow>;
	/** Adds to what is `added` already. */
	addToRow(added: AddedToRow): void;
}
