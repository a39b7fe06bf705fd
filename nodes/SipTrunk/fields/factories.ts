import type { INodePropertyOptions, NodeParameterValue } from 'n8n-workflow';
import type { Field } from '../contract/provider';
import type { FieldOf } from '../contract/values';
import type { Check } from '../validation/inputError';

/**
 * Fields made from their display name: the name of the parameter, its key in the request and the form of its wording
 * follow from it. What does not follow is stated.
 *
 * ```ts
 * const { textField, numberField } = fieldsSentAs(snakeCase);
 * textField('Gateway Name', { placeholder: 'berlin', description: '…' }); // gatewayName, sent as gateway_name
 * numberField('Max Concurrent Calls', { sentAs: 'max_channels', default: 0, min: 0, description: '…' });
 * ```
 */

/** `Gateway Name` is the parameter `gatewayName`. */
type CamelCase<Words extends string> = Words extends `${infer First} ${infer Rest}`
	? `${Lowercase<First>}${PascalCase<Rest>}`
	: Lowercase<Words>;
type PascalCase<Words extends string> = Words extends `${infer First} ${infer Rest}`
	? `${Capitalize<Lowercase<First>>}${PascalCase<Rest>}`
	: Capitalize<Lowercase<Words>>;

const camelCase = (words: string) =>
	words.toLowerCase().replace(/ (.)/g, (_, letter: string) => letter.toUpperCase());

/** How providers write the key of a parameter: `gatewayName` as `gateway_name`. */
export const snakeCase = (name: string) =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** The same, as `GatewayName`. */
export const pascalCase = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** What is said of a field beside its display name. */
interface Own {
	/** Where it does not follow from the display name. */
	name?: string;
	/** Where it does not follow from the name; null if only `run` uses the value. */
	sentAs?: string | null;
	shownAs?: string;
	required?: boolean;
	/** An example, without "e.g.". */
	placeholder?: string;
	description: string;
	check?: Check;
	showWhen?: Readonly<Record<string, readonly NodeParameterValue[]>>;
}

interface OwnText extends Own {
	/** Masked in the editor and in everything that is reported. */
	secret?: boolean;
}

interface OwnNumber extends Own {
	default: number;
	min?: number;
	max?: number;
}

interface OwnSwitch extends Own {
	default: boolean;
}

/** Value and label, or label and what the choice means. */
type Choices = Readonly<Record<string, string | readonly [name: string, description: string]>>;

interface OwnChoice extends Own {
	default: string;
	choices: Choices;
}

type NameOf<Display extends string, Given> = Given extends { name: infer Name extends string }
	? Name
	: CamelCase<Display>;

interface Options<Given extends Choices> {
	options: Array<INodePropertyOptions & { value: Extract<keyof Given, string> }>;
}

/** Without what is not set. */
const present = (part: object) =>
	Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

/** The options of a dropdown. */
export const choices = (given: Choices) =>
	Object.entries(given).map(([value, entry]) => {
		const [name, description] = typeof entry === 'string' ? [entry] : entry;
		return present({ name, value, description }) as unknown as INodePropertyOptions;
	});

/**
 * The functions that make a provider's fields.
 *
 * @param written how the provider writes a key; without it nothing is sent unless a field says as what
 */
export function fieldsSentAs(written: (name: string) => string | null = () => null) {
	const made = (displayName: string, own: Own, kind: Partial<Field>) => {
		const { placeholder, description, required, shownAs, check, showWhen } = own;
		const name = own.name ?? camelCase(displayName);
		const { sentAs = written(name) } = own;
		return present({
			displayName,
			name,
			...kind,
			required,
			placeholder: placeholder === undefined ? undefined : `e.g. ${placeholder}`,
			description,
			sentAs: sentAs ?? undefined,
			shownAs,
			check,
			showWhen,
		}) as unknown;
	};

	function textField<const Display extends string, const Given extends OwnText>(
		displayName: Display,
		own: Given,
	) {
		const kind = {
			type: 'string',
			...(own.secret && { typeOptions: { password: true } }),
		} as const;
		const field = made(displayName, own, { ...kind, default: '' });
		return field as FieldOf<'string', NameOf<Display, Given>, Given>;
	}

	function numberField<const Display extends string, const Given extends OwnNumber>(
		displayName: Display,
		own: Given,
	) {
		const range = present({ minValue: own.min, maxValue: own.max });
		const typeOptions = Object.keys(range).length === 0 ? undefined : range;
		const field = made(displayName, own, { type: 'number', typeOptions, default: own.default });
		return field as FieldOf<'number', NameOf<Display, Given>, Given>;
	}

	function switchField<const Display extends string, const Given extends OwnSwitch>(
		displayName: Display,
		own: Given,
	) {
		const field = made(displayName, own, { type: 'boolean', default: own.default });
		return field as FieldOf<'boolean', NameOf<Display, Given>, Given>;
	}

	function choiceField<const Display extends string, const Given extends OwnChoice>(
		displayName: Display,
		own: Given,
	) {
		const kind = { type: 'options', options: choices(own.choices) } as Partial<Field>;
		const field = made(displayName, own, { ...kind, default: own.default });
		return field as FieldOf<'options', NameOf<Display, Given>, Given & Options<Given['choices']>>;
	}

	return { textField, numberField, switchField, choiceField };
}
