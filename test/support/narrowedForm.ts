import { NodeHelpers, isExpression } from 'n8n-workflow';
import type { INodeParameters, INodeProperties, INodeType, IVersionedNodeType } from 'n8n-workflow';

/** What decides over most of a form; n8n asks for each of them at every property of every provider. */
const DECIDING = ['provider', 'resource', 'operation'];

const narrowed = new WeakMap<object, Map<string, INodeType>>();
const asked = new WeakMap<INodeProperties[], Set<string>>();

/**
 * A node type whose form has only what n8n can show next to these parameters, so that a run in n8n's engine does not
 * look through the forms of all providers several times. test/package/narrowedForm.test.ts proves that n8n makes the
 * same of it as of the whole form.
 */
export function narrowedTo(
	type: INodeType | IVersionedNodeType,
	parameters: INodeParameters,
): INodeType {
	const whole = NodeHelpers.getVersionedNodeType(type);
	const decided = DECIDING.filter((name) => isLiteral(parameters[name]));
	const key = JSON.stringify(decided.map((name) => [name, parameters[name]]));
	const known = narrowed.get(whole) ?? new Map<string, INodeType>();
	narrowed.set(whole, known);
	const properties = () => {
		const all = whole.description.properties;
		const kept = asked.get(all) ?? new Set(namesAsked(all));
		asked.set(all, kept);
		return all.filter(
			(property) => kept.has(property.name) || canShow(property, decided, parameters),
		);
	};
	const found =
		known.get(key) ??
		(Object.create(whole, {
			description: { value: { ...whole.description, properties: properties() } },
		}) as INodeType);
	known.set(key, found);
	return found;
}

const isLiteral = (value: unknown) => typeof value === 'string' && !isExpression(value);

/** Of what decides over others, n8n takes the stored value also where it does not show. */
function namesAsked(parts: unknown): string[] {
	if (parts === null || typeof parts !== 'object') return [];
	return Object.entries(parts).flatMap(([key, part]: [string, unknown]) => {
		if (key !== 'show' && key !== 'hide') return namesAsked(part);
		return Object.keys(part as object).map((name) => name.replace('/', ''));
	});
}

/** By n8n's rules: one condition after the other, until one does not hold or is an expression. */
function canShow(
	{ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties,
	decided: string[],
	parameters: INodeParameters,
): boolean {
	const valueOf = (name: string) => parameters[name.replace('/', '')] as string;
	const isDecided = (name: string, values: unknown[] | undefined): values is string[] =>
		decided.includes(name.replace('/', '')) &&
		values?.every((one) => typeof one === 'string') === true;
	for (const [name, values] of Object.entries(show)) {
		// Whether it is the tool, which is true or false and no expression.
		if (name === '@tool') continue;
		if (!isDecided(name, values)) return true;
		if (!values.includes(valueOf(name))) return false;
	}
	return !Object.entries(hide).some(
		([name, values]) => isDecided(name, values) && values.includes(valueOf(name)),
	);
}
