import type { INodeProperties } from 'n8n-workflow';
import type { Provider } from '../contract/provider';
import { conditions, isMetAt } from './conditions';
import { everyOperation, groupBy } from './places';

/** What the form says of operations: who offers them, and the line under the node on the canvas. */

/** "TryVox, Twilio and Vobiz" */
export const enumeration = (names: string[]) =>
	names.length < 2
		? names.join('')
		: `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

/** The providers that offer an operation, by name. */
export function offeredBy(providers: Provider[], resource: string, operation?: string): string[] {
	return providers
		.filter((provider) =>
			provider.resources.some(
				({ value, operations }) =>
					value === resource &&
					(operation === undefined || operations.some((one) => one.value === operation)),
			),
		)
		.map(({ name }) => name);
}

/** Says what to do where the chosen provider lacks an operation that these have. */
export const notOffered = (names: string[]) =>
	`This provider does not offer this operation. ${enumeration(names)} ${names.length === 1 ? 'does' : 'do'}: choose another operation or provider.`;

/** Notices for the operations that not all providers offer: those of the same providers share theirs. */
export function noticeProperties(providers: Provider[]): INodeProperties[] {
	const perOperation = groupBy(
		everyOperation(providers).map(({ place }) => place),
		({ resource, operation }) => `${resource} ${operation}`,
	).map((places) => ({
		offering: places.map(({ provider }) => provider),
		// Whoever the provider is: the notice hides at those that offer the operation.
		place: { ...places[0], provider: 'any' },
	}));
	return groupBy(perOperation, ({ offering }) => offering.join()).flatMap((same) => {
		const [{ offering }] = same;
		if (offering.length === providers.length) return [];
		const others = perOperation.filter((one) => !same.includes(one));
		const names = providers.filter(({ value }) => offering.includes(value)).map(({ name }) => name);
		return conditions(
			same.map(({ place }) => place),
			isMetAt(others.map(({ place }) => place)),
		).map(
			(show): INodeProperties => ({
				displayName: notOffered(names),
				name: 'notOffered',
				type: 'notice',
				default: '',
				displayOptions: { show, hide: { provider: offering } },
			}),
		);
	});
}

/** What the canvas shows under the node: "Twilio: create trunk", in words. */
export function nodeSubtitle(providers: Provider[]): string {
	const names = Object.fromEntries(providers.map(({ value, name }) => [value, name]));
	const verbs: Record<string, string> = {};
	const things: Record<string, string> = {};
	/** What is not made of verb and thing, such as plurals. */
	const others: Record<string, string> = {};
	for (const { place, operation } of everyOperation(providers)) {
		const [verb, ...rest] = operation.subtitle.split(' ');
		const thing = rest.join(' ');
		verbs[place.operation] ??= verb;
		things[place.resource] ??= thing;
		if (verbs[place.operation] !== verb || things[place.resource] !== thing) {
			others[`${place.resource} ${place.operation}`] = operation.subtitle;
		}
	}
	const table = (words: Record<string, string>) => `(${JSON.stringify(words)})`;
	const resource = '$parameter["resource"]';
	const verb = '$parameter["operation"]';
	return `={{ ${table(names)}[$parameter["provider"]] + ": " + (${table(others)}[${resource} + " " + ${verb}] || ${table(verbs)}[${verb}] + " " + ${table(things)}[${resource}]) }}`;
}
