import { wrongParameter } from './errors';
import type { Values } from './settings';

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Whether a row passes a filter of the given value; by the name of the query parameter. */
export type Filters<Row> = Readonly<Record<string, (row: Row, value: string) => boolean>>;

export interface Listing<Row> {
	rows: readonly Row[];
	filters: Filters<Row>;
	/** Fields by which the list can be sorted; the first is the default, with `-` for descending. */
	sorts?: readonly string[];
	defaultPageSize: number;
	answer(row: Row): Values;
}

const largestPage = 250;
const shortestPart = 3;

/** A row's text that contains the value, in any case. Fewer than three characters are refused. */
export const contains =
	<Row>(textOf: (row: Row) => string | null) =>
	(row: Row, value: string): boolean =>
		(textOf(row) ?? '').toLowerCase().includes(value.toLowerCase());

export const equals =
	<Row extends Values>(field: string) =>
	(row: Row, value: string): boolean =>
		String(row[field]) === value;

function pageNumber(query: Query, name: string, initial: number, largest: number): number {
	const value = query[name];
	if (value === undefined) return initial;
	const number = Number(value);
	if (typeof value === 'string' && Number.isInteger(number) && number >= 1 && number <= largest) {
		return number;
	}
	throw wrongParameter(name, `Invalid ${name}: must be a whole number from 1 to ${largest}.`);
}

function passing<Row>(rows: readonly Row[], filters: Filters<Row>, query: Query): Row[] {
	const given = Object.entries(query).filter(([name]) => name.startsWith('filter['));
	const checks = given.map(([name, value]) => {
		// What becomes of an unknown filter is not documented: refused, so that none is misspelt.
		if (!Object.hasOwn(filters, name)) throw wrongParameter(name, `Unknown parameter ${name}.`);
		const text = String(value);
		if (/\[(?:contains|starts_with|ends_with)\]$/.test(name) && text.length < shortestPart) {
			throw wrongParameter(name, `${name} must have at least ${shortestPart} characters.`);
		}
		return (row: Row) => filters[name](row, text);
	});
	return rows.filter((row) => checks.every((check) => check(row)));
}

function sorted<Row extends Values>(
	rows: readonly Row[],
	sorts: readonly string[],
	wanted: unknown,
): Row[] {
	const [initial] = sorts;
	const sort = wanted === undefined ? initial : String(wanted);
	const field = sort.replace(/^-/, '');
	if (!sorts.some((known) => known.replace(/^-/, '') === field)) {
		throw wrongParameter('sort', `Invalid sort: ${sort}.`);
	}
	const direction = sort.startsWith('-') ? -1 : 1;
	const textOf = (row: Row) => String(row[field] ?? '');
	const order = (left: string, right: string) => (left < right ? -1 : Number(left > right));
	return [...rows].sort((left, right) => direction * order(textOf(left), textOf(right)));
}

/** One page of a list, as it is answered. */
export function page<Row extends Values>(listing: Listing<Row>, query: Query): Values {
	const number = pageNumber(query, 'page[number]', 1, Number.MAX_SAFE_INTEGER);
	const size = pageNumber(query, 'page[size]', listing.defaultPageSize, largestPage);
	const found = passing(listing.rows, listing.filters, query);
	const rows = listing.sorts === undefined ? found : sorted(found, listing.sorts, query.sort);
	return {
		data: rows.slice((number - 1) * size, number * size).map((row) => listing.answer(row)),
		meta: {
			page_number: number,
			page_size: size,
			total_pages: Math.ceil(rows.length / size),
			total_results: rows.length,
		},
	};
}
