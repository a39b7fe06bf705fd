import { parse } from '../../support/flatted.cjs';
import type { Evidence } from './evidence';
import { allCredentialSecrets, formsOf, passwordsIn } from './secrets';

/** Secrets where somebody could see them. */

type Placed = [place: string, text: string];

/** Every text in a value, with where it stands. */
function* texts(value: unknown, place = ''): Generator<Placed> {
	if (typeof value === 'string') yield [place, value];
	else if (Array.isArray(value)) {
		for (const [index, entry] of value.entries()) yield* texts(entry, `${place}[${index}]`);
	} else if (value !== null && typeof value === 'object') {
		for (const [key, entry] of Object.entries(value)) {
			yield [`${place} key`, key];
			yield* texts(entry, `${place}.${key}`);
		}
	}
}

/** All that somebody can see of a run, beside what came in. */
function shownBy({ run, logLines }: Evidence): Placed[] {
	const { resultData } = parse(run.stored) as { resultData: { runData: object; error?: object } };
	const { runData, error } = resultData;
	const ofNodes = Object.entries(runData).filter(([node]) => node !== 'Start');
	return [
		...texts(Object.fromEntries(ofNodes), 'runData'),
		...texts(error, 'error'),
		...texts(run.hints, 'hints'),
		...logLines.map((line): Placed => ['log', line]),
	];
}

/** Where n8n itself adds what came in, which it does with the error output. */
const isInput = ({ asked, scenario }: Evidence, place: string) =>
	scenario.onError === 'continueErrorOutput' &&
	/\.json\.(?:password|(?:additionalFields|updateFields)\.password)$/.test(place) &&
	asked.some(({ secrets }) => secrets.length > 0) &&
	/\.main\[1\]|After error output/.test(place);

/** No secret in what leaves the node, in what n8n stores of it, or in the sandbox's own lines. */
export function leaks(evidence: Evidence): string[] {
	const { asked, run, requests } = evidence;
	const entered = asked.flatMap(({ secrets }) => secrets);
	const sent = requests.flatMap(({ body }) => passwordsIn(body));
	const generated = sent.filter((password) => !entered.includes(password));
	const shown = shownBy(evidence);
	const search = (secrets: string[], what: string, isAllowed: (place: string) => boolean) => {
		const forms = [...new Set(secrets.flatMap(formsOf))];
		return shown
			.filter(([place, text]) => !isAllowed(place) && forms.some((form) => text.includes(form)))
			.map(([place]) => `${what} at ${place}`);
	};
	return [
		...search(allCredentialSecrets, "the credential's secret", () => false),
		...search(entered, 'an entered password', (place) => isInput(evidence, place)),
		...search(generated, 'a generated password', (place) => place.endsWith('.json.password')),
		...(allCredentialSecrets.some((secret) => run.stored.includes(secret))
			? ['the stored execution holds a credential']
			: []),
	];
}
