import type { IDataObject } from 'n8n-workflow';
import type { ProviderRequest } from '../contract/request';
import { RequestFailure } from './errors';

/** One page after another, until the list ends; a server that repeats a page does not make it endless. */

export interface Listing extends Pick<ProviderRequest, 'path' | 'host' | 'query' | 'body'> {
	/** Default: GET. */
	method?: ProviderRequest['method'];
	/** Rows are picked out of the list, so that a limit does not say how many have to be read. */
	isSearched?: boolean;
	/** The rows in the body of an answer, or undefined if there is no list in it. `null` counts as an empty list. */
	rows(body: unknown): unknown;
	/** Throws for a row that must not be there; a row behind the last that is wanted is not looked at. */
	check?(row: IDataObject): void;
	/** How many rows there are in all, or undefined where the answer does not say. */
	total?(body: unknown): number | undefined;
}

export interface Page {
	body: unknown;
	rows: IDataObject[];
}

/** What comes after a page. */
export interface Following {
	/** What is asked for, so that nothing is asked for twice. */
	key: string;
	page(): Promise<Page>;
	/** Whether there is such a page, by what the server has told; undefined where it has told nothing. */
	promised?: boolean;
}

const isRow = (entry: unknown) =>
	entry !== null && typeof entry === 'object' && !Array.isArray(entry);

/**
 * The rows of an answer.
 *
 * @throws RequestFailure for an answer that is no list
 */
export function rowsOf({ rows }: Pick<Listing, 'rows'>, body: unknown): IDataObject[] {
	const list = rows(body);
	if (list === null) return [];
	if (!Array.isArray(list) || !list.every(isRow)) {
		throw new RequestFailure('The provider answered with something other than a list.', {
			cause: 'refused',
			advice: 'Check the API Base URL in the credential.',
		});
	}
	return list as IDataObject[];
}

function repeated(seen: number): RequestFailure {
	return new RequestFailure(
		`The provider repeats the same page, so the list would be incomplete: only ${seen} rows could be read.`,
		{ cause: 'refused', advice: 'Use Limit instead of Return All, or try again later.' },
	);
}

function incomplete(seen: number, told: number): RequestFailure {
	return new RequestFailure(
		`The provider says that the list has ${told} rows, but it ends after ${seen}, so it would be incomplete.`,
		{
			cause: 'refused',
			advice: `Try again later.${seen === 0 ? '' : ` To work with those that can be read, turn 'Return All' off, set 'Limit' to ${seen} and leave out the filters.`}`,
		},
	);
}

/** How some servers refuse a page behind the last one, where others answer with an empty one. */
const NO_SUCH_PAGE = new Set([400, 404, 416, 422]);

/** A page, or undefined if all was read before and the server refuses it as one that is not there. */
async function ifThere({ page, promised }: Following): Promise<Page | undefined> {
	return await page().catch(async (error: unknown) => {
		const isRefused = error instanceof RequestFailure && error.cause === 'refused';
		return promised === false && isRefused && NO_SUCH_PAGE.has(error.status ?? 0)
			? undefined
			: await Promise.reject(error);
	});
}

/**
 * The rows of a list, page by page.
 *
 * @param wanted how many rows are wanted at most
 * @param next what comes after a page, or undefined at the end; `seen` is how many rows there were by then
 * @throws RequestFailure for a list that repeats a page, or ends before the total that the provider tells
 */
export async function* pagesOf(
	{ total, check }: Pick<Listing, 'total' | 'check'>,
	wanted: number,
	first: Following,
	next: (page: Page, seen: number) => Following | undefined,
): AsyncGenerator<IDataObject> {
	/** Pages are told apart by their first rows. A second empty page counts as a repeated one. */
	const starts = new Set<string | undefined>();
	const asked = new Set<string>();
	let seen = 0;
	/** What the last answer says: rows may have gone since the first. */
	let told: number | undefined;
	for (let step: Following | undefined = first; step !== undefined; ) {
		asked.add(step.key);
		const page = await ifThere(step);
		if (page === undefined) break;
		const { rows } = page;
		told = total?.(page.body);
		const start = JSON.stringify(rows[0]);
		const isRepeated = starts.has(start);
		if (isRepeated && rows.length > 0) {
			if (step.promised === true) throw repeated(seen);
			break;
		}
		starts.add(start);
		seen += rows.length;
		for (const row of rows) {
			check?.(row);
			yield row;
		}
		step = next(page, seen);
		if (step && (isRepeated || asked.has(step.key))) throw repeated(seen);
	}
	if (told !== undefined && seen < Math.min(told, wanted)) throw incomplete(seen, told);
}
