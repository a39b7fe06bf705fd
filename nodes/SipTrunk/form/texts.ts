import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Provider } from '../contract/provider';
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

/** Says who offers what the chosen provider does not. */
export function notOffered(providers: Provider[], resource: string, operation: Operation): string {
	const names = offeredBy(providers, resource, operation.value);
	return `This provider has no operation "${operation.action}". ${enumeration(names)} ${names.length === 1 ? 'does' : 'do'}: choose another operation or provider.`;
}

/** One property per resource and operation that not all providers offer. */
export function noticeProperties(providers: Provider[]): INodeProperties[] {
	return groupBy(everyOperation(providers), ({ place }) => `${place.resource} ${place.operation}`)
		.filter((group) => group.length < providers.length)
		.map((group) => {
			const [{ operation, place }] = group;
			const offering = group.map((entry) => entry.place.provider);
			return {
				displayName: notOffered(providers, place.resource, operation),
				name: 'notOffered',
				type: 'notice',
				default: '',
				displayOptions: {
					show: { resource: [place.resource], operation: [place.operation] },
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
