import type {
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
	IHttpRequestMethods,
	NodeParameterValue,
} from 'n8n-workflow';
import type { Check } from '../validation/inputError';

/**
 * The contract that every provider is written against. Types only.
 *
 * A provider has resources, a resource has operations, and an operation holds side by side the fields that the
 * editor shows and the request that they become. The editor's form, the checks of the input, the pickers, paging,
 * retries, pairing and errors are derived from these tables.
 */

export type ProviderName = 'miniVoice' | 'tryVox' | 'twilio' | 'vobiz' | 'vyom';

/** Checked parameter values by field name; a collection is an object of its own. Unset fields are absent. */
export type Values = Record<string, unknown>;

/** A parameter of an operation: an n8n property, how its value is checked and where in the request it goes. */
export interface Field
	extends Omit<INodeProperties, 'displayOptions' | 'options' | 'typeOptions' | 'type'> {
	type: INodeProperties['type'];
	typeOptions?: INodeProperties['typeOptions'];
	options?: Array<INodePropertyOptions | Field>;
	/** Key of the request body (or query) under which the value is sent. Without it, only `run` uses the value. */
	sentAs?: string;
	/** Key of the simplified row that shows the value, where it is not the field's own name. */
	shownAs?: string;
	/** Checks and normalises the value; the default follows from `type`. */
	check?: Check;
	/** Shows the field, and reads it, only while another field has one of these values. */
	showWhen?: Record<string, NodeParameterValue[]>;
	/** An update may send this field empty, which removes the value at the provider. */
	clearable?: boolean;
	/**
	 * Where one thing can be named in several ways: which of them a value is. Items of a run that name such things in
	 * more than one way run one after another, because nobody can tell beforehand which of them name the same thing.
	 */
	namedBy?(value: string): string;
}

/** What an operation returns: one row, a list of rows, or an answer that is passed on as it is. */
export type Returns = 'row' | 'rows' | 'answer';

export interface Operation {
	/** `create`, `get`, `getAll`, `update`, `delete` or the provider's own verb. Stored in users' workflows. */
	value: string;
	/** Title case, without the resource: `Get Many`. */
	name: string;
	/** Sentence case with the resource, no articles: `Get many trunks`. */
	action: string;
	/** The same in the few words for which there is room under the node on the canvas: `get trunks`. */
	subtitle: string;
	/** What it does and what follows from it. n8n's dropdown shows two lines, so no more than 105 characters. */
	description: string;
	fields: Field[];
	/** `row` adds Simplify; `rows` adds Return All, Limit, Filters and Simplify. */
	returns: Returns;
	/** Reads only, so items need no order among each other. */
	readsOnly?: boolean;
	/**
	 * Names of what a call changes; items that share a name run one after another, in order.
	 * Default: every resource-locator value, and for a create without one the `name`.
	 */
	touches?(values: Values): string[];
	run(client: ProviderClient, values: Values): Promise<IDataObject> | AsyncIterable<IDataObject>;
}

export interface Resource {
	/** Key of the table in `resources.ts`, the same at every provider. */
	value: string;
	operations: Operation[];
	/** The provider's row in the shape that is the same at every provider, keys in a fixed order. Pure. */
	simplify(row: IDataObject): IDataObject;
	/** Makes the resource's rows choosable in pickers. */
	picker?: Picker;
}

/** How a row shows in a picker. */
export interface PickerEntry {
	value: string;
	name: string;
	/** What tells it from others of that name; shown in brackets behind it. */
	description?: string;
}

export interface Picker {
	/** Key of the resource of which one must be chosen in the form first, because the rows belong to it. */
	below?: string;
	/** Rows to choose from; `values` holds what is already chosen in the form (`trunkId`, ...). */
	rows(client: ProviderClient, values: Values): AsyncIterable<IDataObject>;
	entry(row: IDataObject): PickerEntry;
}

/** A provider's refusal, read from whatever shape its error body has. */
export interface Refusal {
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

export interface ProviderApi {
	/** Names of the credential's fields that hold secrets; their values never leave the node. */
	secrets: string[];
	/** Base addresses by host name; `default` is used where a request names none. Throws InputError. */
	addresses(credentials: IDataObject): Record<string, string>;
	/** The account identifier that paths carry, or '' where the provider has none. */
	accountId?(credentials: IDataObject): string;
	/** How request bodies are written. */
	encoding: 'json' | 'form';
	/** Reads an error body. `body` is parsed JSON, or the text where it is not JSON. */
	refusal(status: number, body: unknown): Refusal;
	/** What a person can do about a refusal, by the provider's code or the HTTP status. */
	advice: Record<string, string>;
	/** A read that must succeed before the first write, e.g. to see that two hosts mean one account. */
	beforeWrite?(client: ProviderClient, credentials: IDataObject): Promise<void>;
}

export interface Provider {
	value: ProviderName;
	name: string;
	/** One sentence for the dropdown. */
	description: string;
	credentialType: string;
	api: ProviderApi;
	resources: Resource[];
}

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
	 * Default: true for GET, PUT and DELETE, false for POST.
	 */
	repeatable?: boolean;
	/**
	 * False where a failure of it, or after it, is not to be told as one after a change: it only looks at something,
	 * although its method is not GET, or its operation tells itself what has become of it.
	 */
	countsAsChange?: false;
	/** How to learn what became of a request that must not be repeated blindly. */
	recovery?: Recovery;
}

/** How to find out whether a create whose answer was lost took effect. */
export interface Recovery {
	/** Rows at the provider that carry the identity of what was to be made. */
	find(): AsyncIterable<IDataObject>;
	/** The provider refuses a second row with the same identity, so asking again cannot make two. */
	unique: boolean;
	/** Refusal codes that mean "exists already"; after a lost answer they lead to a look-up. */
	conflictCodes?: string[];
	/** When a row was made, as the provider's text. Without it a row that is not `unique` proves nothing. */
	createdAt?(row: IDataObject): unknown;
	/** The list may lack what was made, so that "not found" proves nothing and the request is never repeated. */
	mayBeHidden?: boolean;
	/** An empty answer says that it is done; otherwise it counts as lost, because nobody knows what was made. */
	answersEmpty?: boolean;
	/** How a person looks: `Open the list of trunks and look for the name "pbx"`. */
	howToLook: string;
}

/** What operations see of the network: no tokens, no retries, no `this`. */
export interface ProviderClient {
	readonly accountId: string;
	/** How many rows are wanted at most, or undefined for all: a hint for page sizes. */
	readonly rowsWanted: number | undefined;
	/** How many requests may be under way at a time. */
	readonly parallel: number;
	/**
	 * Sends one request and returns the parsed body; an empty answer is `{}`.
	 * Throws RequestFailure. A row found by `recovery` carries `recovered: true`.
	 */
	send(request: ProviderRequest): Promise<IDataObject>;
	/** The same for a route that answers with something other than an object (a bare array). */
	sendForAny(request: ProviderRequest): Promise<unknown>;
	/**
	 * The same account for requests between which nothing must be left undone, such as the second half of a move: a
	 * cancelled execution does not stop them, and they have retries and a wait of their own.
	 */
	toTheEnd(): ProviderClient;
	/** Marks a value (a generated password) as secret for everything that is reported about this item. */
	keepSecret(value: string): void;
}
