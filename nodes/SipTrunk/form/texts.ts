import type { INodeProperties } from 'n8n-workflow';
import type { Provider } from '../contract/provider';
import { distinct, everyOperation, groupBy, products } from './places';

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
		everyOperation(providers),
		({ place }) => `${place.resource} ${place.operation}`,
	).filter((group) => group.length < providers.length);
	return products(perOperation.flat().map(({ place }) => place)).map((places) => {
		const offering = distinct(places.map(({ provider }) => provider));
		return {
			displayName: notOffered(
				providers.filter(({ value }) => offering.includes(value)).map(({ name }) => name),
			),
			name: 'notOffered',
			type: 'notice',
			default: '',
			displayOptions: {
				show: {
					resource: distinct(places.map(({ resource }) => resource)),
					operation: distinct(places.map(({ operation }) => operation)),
				},
				hide: { provider: offering },
			},
		};
	});
}

/** What the canvas shows under the node: "Twilio: create trunk", in words. */
export function nodeSubtitle(providers: Provider[]): string {
	const names = Object.fromEntries(providers.map(({ value, name }) => [value, name]));
	const subtitles = Object.fromEntries(
		everyOperation(providers).map(({ place, operation }) => [
			`${place.resource} ${place.operation}`,
			operation.subtitle,
		]),
	);
	return `={{ (${JSON.stringify(names)})[$parameter["provider"]] + ": " + (${JSON.stringify(subtitles)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}
