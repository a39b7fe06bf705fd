import type { IDataObject } from 'n8n-workflow';
import { isRead } from '../../../facts/requests';
import { kindOf } from '../scenario/index';
import { credentialSecrets, type Evidence } from '../verdict/index';
import { isMadeFor } from '../verdict/madeFor';

/** One thing that is altered in the evidence of a run which is right, so that it is wrong. */

export type Alteration = [
	what: string,
	/** Whether there is something to alter. */
	where: (evidence: Evidence) => boolean,
	alter: (evidence: Evidence) => unknown,
	/** The sentence by which it is noticed. */
	noticed: RegExp,
];

export const always = () => true;

const isKind =
	(...kinds: Array<ReturnType<typeof kindOf>>) =>
	({ choice }: Evidence) =>
		kinds.includes(kindOf(choice));

export const makes = isKind('makes');
export const reads = isKind('reads');
export const alters = isKind('changes', 'removes', 'links', 'unlinks');
export const isList = ({ choice }: Evidence) => choice.operation.returns === 'rows';
export const isNumber = ({ choice }: Evidence) => choice.resource.value === 'phoneNumber';

/** Whether something that is there already has got another name or place, or is gone. No other change is judged. */
export function hasAltered(evidence: Evidence): boolean {
	const [before, after] = [evidence.before, evidence.after].map((things) =>
		JSON.stringify(things.map(({ kind, id, label, parent }) => [kind, id, label, parent])),
	);
	return alters(evidence) && before !== after;
}

/** What the node says of an item that failed for certain. */
export const failed: IDataObject = { error: 'It was refused.', details: {} };

/** The things that the run has made, in the order of the account. */
export const madeOf = ({ before, after, choice }: Evidence) =>
	after.filter(
		({ kind, id }) => kind === choice.resource.value && !before.some((one) => one.id === id),
	);

/** The first request that changes something for an item. */
export const writeOf = ({ requests, asked }: Evidence, item = 0) =>
	requests.find((request) => !isRead(request) && isMadeFor(request, asked[item]));

/** The first request that only reads. */
export const readOf = ({ requests }: Evidence) => requests.find((request) => isRead(request));

export const secretOf = ({ choice }: Evidence) => credentialSecrets(choice.provider.value)[0];

/** Puts a text into the stored execution as its error. It is a list of values that name each other by their places. */
export function storeError({ run }: Evidence, text: string): void {
	const stored = JSON.parse(run.stored) as IDataObject[];
	const resultData = stored[Number(stored[0].resultData)];
	resultData.error = String(stored.length);
	Object.assign(run, { stored: JSON.stringify([...stored, text]) });
}
