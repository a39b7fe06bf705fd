/**
 * The HTTP status of each error code that this part of the sandbox answers with. The codes are those
 * of Twilio's error dictionary; the statuses of the 21xxx codes and of those marked * are not
 * documented and assumed to be what is usual for their meaning.
 *
 * @see https://www.twilio.com/docs/api/errors
 */
const statusOfCode = {
	/** A parameter is unknown*, or a required one is missing*. */
	20001: 400,
	/** FriendlyName is too long or empty*. */
	20002: 400,
	/** Wrong credentials, or credentials that may not do this. */
	20003: 401,
	/** The path exists, the method does not*. */
	20004: 405,
	/** PageSize above 1,000*. */
	20007: 400,
	20404: 404,
	/** The value of a parameter is wrong*. */
	20422: 400,
	/** A SID among the parameters has the wrong shape*. */
	20423: 400,
	20429: 429,
	20500: 500,
	20503: 503,
	/** IP access control list or address: name or address repeated. */
	21235: 400,
	/** IP access control list still in use. */
	21236: 400,
	/** Too many addresses in one IP access control list. */
	21237: 400,
	/** Too many credential lists. */
	21239: 400,
	/** Credential list: name repeated, username or password not acceptable. */
	21240: 400,
	/** Credential list still in use. */
	21241: 400,
	/** Too many credentials in one list. */
	21242: 400,
	/** Too many trunks. */
	21244: 400,
	/** The trunk does not accept this: domain name malformed, list already associated. */
	21245: 400,
	/** A domain name depends on another trunk's domain name. */
	21247: 400,
	/** Domain name taken or still reserved. */
	21248: 400,
	/** Too many origination URLs on one trunk. */
	21249: 400,
	/** Too many IP access control lists. */
	21255: 400,
	21481: 400,
	/** Numbers of the trunk have emergency calling enabled. */
	21634: 400,
} as const;

export type ErrorCode = keyof typeof statusOfCode;

export interface ErrorBody extends Record<string, unknown> {
	code: ErrorCode;
	message: string;
	more_info: string;
	/** Repeats the HTTP status. */
	status: number;
}

/** A request that Twilio would refuse, thrown by handlers and answered by the error handler. */
export class Refusal extends Error {
	readonly status: number;

	constructor(
		readonly code: ErrorCode,
		message: string,
	) {
		super(message);
		this.status = statusOfCode[code];
	}
}

/** @see https://www.twilio.com/docs/usage/twilios-response */
export function errorBody(code: ErrorCode, message: string, status: number): ErrorBody {
	return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}
