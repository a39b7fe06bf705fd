/** Where everything of the account lies. */
export const account = '/v1/account/:accountId';

export interface OfTrunk {
	Params: { trunkId: string };
}

/** As in `trunk_1a2b3c`. */
export const idDigits = 6;
