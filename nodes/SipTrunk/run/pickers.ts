import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { InputError } from '../validation/inputError';
import { redactedError } from '../http/redactedError';
import { RecentReadings } from './recentReadings';
import type { Picker, PickerEntry, Provider, Values } from '../contract/provider';
import { idOf } from '../rows/simplified';
import { RESOURCES, type ResourceName } from '../contract/resources';
import { openSession } from './session';

/** What the lists of the pickers show, derived from the providers' tables. */

/** More would make the dropdown slow and help nobody; the search narrows it down. */
const MOST_ENTRIES = 100;

/** What a picker may depend on: what else is chosen in the form, saved or not. */
function chosenIn(context: ILoadOptionsFunctions): Values {
	const values: Values = {};
	for (const { picker } of Object.values(RESOURCES)) {
		// Not with `extractValue`: that throws for a parameter which the form does not show at the moment.
		const entered = context.getCurrentNodeParameter(picker.name);
		const value =
			entered !== null && typeof entered === 'object' && 'value' in entered
				? entered.value
				: entered;
		if (typeof value === 'string' && value !== '') values[picker.name] = value;
	}
	return values;
}

function refuseWithout(parent: Picker['below'], chosen: Values): void {
	if (parent === undefined || chosen[parent.name] !== undefined) return;
	throw new InputError(
		parent.displayName,
		'must be chosen first: this list shows what belongs to it.',
	);
}

interface Choice {
	name: string;
	value: string;
}

/** n8n's list shows names and nothing else, so what tells rows apart stands in the name. */
const choiceOf = ({ name, value, description = '' }: PickerEntry, id = ''): Choice => ({
	name: description === '' || description === name ? name : `${name} (${description})`,
	value: value ?? id,
});

/** A part of what is shown, or the beginning of an ID: a part of an ID would match almost anything. */
function matches({ name, value }: Choice, filter: string): boolean {
	const wanted = filter.toLowerCase();
	return name.toLowerCase().includes(wanted) || value.toLowerCase().startsWith(wanted);
}

/** Of all pickers in this process. */
export const recentReadings = new RecentReadings<Choice>();

/**
 * What a picker's list shows: at most a hundred entries, those that match where something is searched for.
 *
 * @param filter what the user has typed, or an empty text
 * @throws InputError where a list of another picker has to be chosen from first
 */
export async function search(
	context: ILoadOptionsFunctions,
	providers: Provider[],
	resourceName: ResourceName,
	filter: string,
): Promise<INodeListSearchResult> {
	const name = context.getCurrentNodeParameter('provider');
	const provider = providers.find(({ value }) => value === name);
	const resource = provider?.resources.find(({ value }) => value === resourceName);
	const picker = resource?.picker;
	if (!provider || !picker) return { results: [] };
	const chosen = chosenIn(context);
	refuseWithout(picker.below, chosen);
	const session = await openSession(context, provider);
	const isSearch = filter !== '';
	const { client, redactor } = session.clientFor({}, [], isSearch ? undefined : MOST_ENTRIES);
	const choices = async function* () {
		for await (const row of picker.rows(client, chosen)) {
			// Before the search, which would tell letter by letter what is masked.
			yield redactor.row(choiceOf(picker.entry(row), idOf(provider, resource, row)));
		}
	};
	const key = JSON.stringify([session.digest, provider.value, resourceName, chosen]);
	// Who opens the list wants to see what is there now.
	if (!isSearch) recentReadings.forget(key);
	const found = isSearch ? recentReadings.of(key, choices).rows() : choices();
	const results: Choice[] = [];
	try {
		for await (const choice of found) {
			if (isSearch && !matches(choice, filter)) continue;
			results.push(choice);
			if (results.length >= MOST_ENTRIES) break;
		}
	} catch (error) {
		recentReadings.forget(key);
		throw redactedError(error, redactor);
	}
	return { results };
}
