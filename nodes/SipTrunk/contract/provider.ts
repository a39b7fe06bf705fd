import type {
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
	NodeParameterValue,
} from 'n8n-workflow';
import type { Check } from '../validation/inputError';
import type { CarrierForm } from './carrier';
import type { ProviderApi, ProviderClient } from './request';

/**
 * The contract that every provider is written against. Types only.
 *
 * A provider has resources, a resource has operations, and an operation holds side by side the fields that the
 * editor shows and the request that they become. The editor's form, the checks of the input, the pickers, paging,
 * retries, pairing and errors are derived from these tables.
 */

/** Checked parameter values by field name; a collection is an object of its own. Unset fields are absent. */
export type Values = Record<string, unknown>;

/** A parameter of an operation: an n8n property, how its value is checked and where in the request it goes. */
export interface Field
	extends Omit<INodeProperties, 'displayOptions' | 'options' | 'typeOptions' | 'type'> {
	type: INodeProperties['type'];
	typeOptions?: INodeProperties['typeOptions'];
	options?: Array<INodePropertyOptions | Field>;
	/**
	 * Key of the request body (or query) under which the value is sent; a dot leads into an object of it. Without it,
	 * only `run` uses the value.
	 */
	sentAs?: string;
	/** Key of the simplified row that shows the value, where it is not the field's own name. */
	shownAs?: string;
	/** Checks and normalises the value; the default follows from `type`. */
	check?: Check;
	/** Shows the field, and reads it, only while another field of the operation, outside of groups, has one of these values. */
	showWhen?: Readonly<Record<string, readonly NodeParameterValue[]>>;
	/** Hides the field while another one has one of these values; also where an operation has no such field. */
	hideWhen?: Readonly<Record<string, readonly NodeParameterValue[]>>;
	/** The fields of one row, where `type` is `fixedCollection`: `{ [name]: [row, ...] }`. */
	rows?: { name: string; displayName: string; fields: readonly Field[] };
	/**
	 * Where one thing can be named in several ways: which of them a value is. Items of a run that name such things in
	 * more than one way run one after another, because nobody can tell beforehand which of them name the same thing.
	 */
	namedBy?(value: string): string;
}

/** What an operation returns: one row or a list of rows, or what is passed on as it is, one or a list of them. */
export type Returns = 'row' | 'rows' | 'answer' | 'answers';

/** What can be done with a resource: the fields that the editor shows, and the request that they become. */
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
	/** `row` adds Simplify; `rows` adds Return All, Limit and Simplify; `answers` adds Return All and Limit. */
	returns: Returns;
	/** Reads only, so items need no order among each other. */
	readsOnly?: boolean;
	/**
	 * Names of what a call changes; items that share a name run one after another, in order.
	 * Default: the value of every picker, and for a create without one the `name`.
	 */
	touches?(values: Values): string[];
	/**
	 * Carries out one item: the provider's row, or its rows as they are read.
	 *
	 * @throws RequestFailure
	 */
	run(client: ProviderClient, values: Values): Promise<IDataObject> | AsyncIterable<IDataObject>;
	/**
	 * In place of `touches` and `run`, where all items of a run must be looked at before the first is worked on: what two
	 * of them mean may be the same thing under different names. One for each item, in order. It looks at the account
	 * before it changes anything, so that there is no need for `beforeWrite`.
	 */
	prepare?(items: ItemOfRun[]): Promise<Array<PreparedItem | { error: unknown }>>;
	/**
	 * What is told once of a run, beside its output.
	 *
	 * @param now milliseconds since 1970
	 */
	hints?(items: Values[], now: number): string[];
}

/** One item of a run, with a client for what it needs to know beforehand. */
export interface ItemOfRun {
	client: ProviderClient;
	values: Values;
}

/** How one item is carried out, once all of them are known. */
export interface PreparedItem {
	/** Names of what it changes; items that share a name run one after another, in order. */
	touches: string[];
	run(): Promise<PreparedRow[]>;
}

/** A row of the node's own that is put out for an item. */
export interface PreparedRow {
	row: IDataObject;
	/** Passwords that the node has made, by user name: told once, in the row's `sipCredentials`. */
	passwords: Record<string, string>;
}

/** A kind of thing at a provider, and what can be done with it. */
export interface Resource {
	/** Key of the table in `resources.ts`, the same at every provider. */
	value: string;
	operations: Operation[];
	/** What identifies a row, as text, where the API's own `idOf` does not say. */
	idOf?(row: IDataObject): string | undefined;
	/** Key under which the simplified row shows what identifies it. Default: `id`. */
	idShownAs?: string;
	/**
	 * The provider's row in the shape that is the same at every provider, keys in a fixed order; the provider's name and
	 * the row's ID are put before it. Pure.
	 */
	simplify(row: IDataObject): IDataObject;
	/** Makes the resource's rows choosable in pickers. */
	picker?: Picker;
}

/** How a row shows in a picker. */
export interface PickerEntry {
	/** What is chosen. Default: the row's ID. */
	value?: string;
	name: string;
	/** What tells it from others of that name; shown in brackets behind it. */
	description?: string;
}

/** How rows are chosen from a list. */
export interface Picker {
	/** What must be chosen in the form first, because the rows belong to it. */
	below?: Pick<Field, 'name' | 'displayName'>;
	/** Rows to choose from; `values` holds what is already chosen in the form (`trunkId`, ...). */
	rows(client: ProviderClient, values: Values): AsyncIterable<IDataObject>;
	entry(row: IDataObject): PickerEntry;
}

/** A provider with everything that the node knows of it. */
export interface Provider {
	/** Names the provider in workflows and in rows: `twilio`. */
	value: string;
	name: string;
	/** One sentence for the dropdown. */
	description: string;
	credentialType: string;
	api: ProviderApi;
	/** How it sends calls to a platform; absent where nothing says to which address they go. */
	carrier?: CarrierForm;
	resources: Resource[];
}
