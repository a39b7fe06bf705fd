/** A request that the API refuses, with `{"api_id", "error"}`. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

export const invalid = (name: string) => new Refusal(400, `invalid parameter: ${name}`);

/** The API does not say which parameter is missing. */
export const missing = () => new Refusal(422, 'required parameter missing');

export const notFound = () => new Refusal(404, 'not found');
