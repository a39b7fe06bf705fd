import type { IDataObject } from 'n8n-workflow';
import { facts } from '../../../facts/index';
import type { Choice } from './choices';
import { idFor, PARENTS, TARGETS } from './ids';
import { kindOf } from './kinds';
import type { Source } from './source';

/** What is known about an item before it runs, so that it can be told afterwards what it has done. */

export interface Asked {
	/** Its parameters, by name; a collection is an object of its own. */
	values: IDataObject;
	/** What must all be in a request, in its path or body, that is made for it. */
	marks: string[];
	/** What it takes its turn by: items that share one of these go one after another. */
	touches: string[];
	/** By which a thing that it makes is known; see `Thing.label`. */
	label: string;
	/** The thing that it is about, where it names one. */
	target?: string;
	/** The trunk or list that it names beside. */
	parent?: string;
	/** What must not show anywhere. */
	secrets: string[];
}

/** The parameter that makes a new thing known, where it is not the name, by resource. */
const MAKER: Record<string, string> = {
	sipCredential: 'username',
	ipAccessControlEntry: 'ipAddress',
};

/** The parameter that makes a new thing of this kind known: its own, where the provider has it, or the name. */
function labelField({ resource, operation }: Choice): string {
	const own = MAKER[resource.value] as string | undefined;
	const hasOwn = operation.fields.some(
		({ name, type, options = [] }) =>
			name === own || (type === 'collection' && options.some((option) => option.name === own)),
	);
	return own !== undefined && hasOwn ? own : 'name';
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const existing = (values: Array<string | undefined>) =>
	values.filter((value): value is string => value !== undefined);

/** By the values that an item has been given. */
export function ask(choice: Choice, values: IDataObject, source: Source): Asked {
	const kind = kindOf(choice);
	const { resource } = choice;
	const all = {
		...values,
		...(values.additionalFields as IDataObject),
		...(values.updateFields as IDataObject),
	};
	const target = TARGETS[resource.value];
	const named = Object.keys(values).filter((name) => name in source.belongings);
	const ids = named.map((name) => idFor(name, source));
	// What something new only names has no order.
	const owners = named
		.filter((name) => name === target || PARENTS.includes(name))
		.map((name) => idFor(name, source));
	const labelled = labelField(choice);
	const known = facts[choice.provider.value].account.knownBy?.[resource.value]?.(all);
	const label = known?.label ?? text(all[labelled]) ?? '';
	const telling =
		kind === 'makes'
			? [known?.mark ?? label]
			: kind === 'changes'
				? [text(all.name), text(all.password)]
				: [];
	const isNumber = resource.value === 'phoneNumber';
	const { inRequests = (id: string) => id } = facts[choice.provider.value].numbers ?? {};
	return {
		values,
		// A number may be taken off one trunk to be put on another, so only the number itself is in all requests.
		marks: existing(isNumber ? [inRequests(idFor('phoneNumber', source))] : [...ids, ...telling]),
		touches: owners.length > 0 ? owners : [label],
		label: labelled === 'ipAddress' && label !== '' ? `${label}/32` : label,
		target: named.includes(target) && kind !== 'makes' ? idFor(target, source) : undefined,
		parent: named
			.filter((name) => name !== target && PARENTS.includes(name))
			.map((name) => idFor(name, source))[0],
		secrets: existing([text(all.password)]),
	};
}
