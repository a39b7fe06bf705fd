import type { INodePropertyOptions } from 'n8n-workflow';
import { InputError, type Check } from '../../nodes/SipTrunk/validation/inputError';
import type { Field } from '../../nodes/SipTrunk/contract/provider';

/**
 * What a field accepts, in words. Checks are functions, so they are asked: what they answer to a value that is not
 * right says what would be.
 */

const VERY_LONG = 'a'.repeat(100_000);

function refusal(check: Check, value: unknown): string | undefined {
	try {
		check(value, 'Field');
		return undefined;
	} catch (error) {
		return error instanceof InputError ? error.message : undefined;
	}
}

/** `'Field' must be a whole number, but it is "!".` -> `a whole number` */
const asWords = (message: string) =>
	message
		.replace(/^'Field(?:, entry \d+)?' /, '')
		.replace(/(?:, but .*|; it has .*|: this provider .*|: "[^"]*"\.?)$/, '')
		.replace(/^must not be longer than (\d+) characters/, 'up to $1 characters')
		.replace(/^must have at least/, 'at least')
		.replace(/^has no valid host name or IP address/, 'a host name or IP address')
		.replace(/^must start with/, 'starts with')
		.replace(/^must be /, '')
		.replace(/\.$/, '');

/** What a check says to values that show its kind, and to those that show its limits. */
function probed(check: Check): string[] {
	const ask = (value: unknown) => {
		const message = refusal(check, value);
		return message === undefined ? '' : asWords(message);
	};
	const first = ask('!');
	if (first === 'a whole number') return [first, ask('999999999')];
	if (first.includes('block in CIDR form')) {
		return [ask('198.51.100.0/24') || first, ask('2001:db8::7') || 'IPv4 or IPv6'];
	}
	if (first === 'a host name or IP address' && ask('sip:pbx.example.com') === '') {
		return [`${first}, or a SIP URI`];
	}
	return [first, ask('a'.repeat(30)), ask(VERY_LONG)];
}

const distinct = (texts: string[]) => [...new Set(texts)].filter((text) => text !== '');

function wholeNumber({ typeOptions }: Field): string {
	const { minValue, maxValue } = typeOptions ?? {};
	if (minValue === undefined) return 'a whole number';
	return maxValue === undefined
		? `a whole number, ${minValue} or more`
		: `a whole number from ${minValue} to ${maxValue}`;
}

const choicesIn = ({ options }: Field) => (options ?? []) as INodePropertyOptions[];

/** `Inbound (inbound)`, and what each means where the editor says it. */
function choicesOf(field: Field): string {
	const options = choicesIn(field);
	const separator = options.some(({ description }) => description) ? '; ' : ', ';
	return options
		.map(({ name, value, description }) => {
			const choice = value === '' ? name : `${name} (\`${String(value)}\`)`;
			return description ? `${choice}: ${lowerFirst(description)}` : choice;
		})
		.join(separator);
}

/** A sentence as it goes on after a colon; words in capitals stay. */
const lowerFirst = (text: string) =>
	/^[A-Z][a-z' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What the editor fills in. */
function presetOf(field: Field): string {
	const preset: unknown = field.default;
	if (field.type === 'options') {
		const choice = choicesIn(field).find(({ value }) => value === preset);
		return choice === undefined ? '' : `preset: ${choice.name}`;
	}
	if (typeof preset === 'boolean') return `preset: ${preset ? 'on' : 'off'}`;
	return typeof preset === 'number' ? `preset: ${preset}` : '';
}

/** What is accepted, and what it is before anybody changes it. */
export function constraints(field: Field): string {
	const kinds: Partial<Record<Field['type'], () => string[]>> = {
		boolean: () => ['on or off'],
		number: () => [wholeNumber(field)],
		multiOptions: () => [choicesOf(field)],
		options: () => [choicesOf(field)],
		resourceLocator: () => [(field.modes ?? []).map(({ displayName }) => displayName).join(' or ')],
		string: () => (field.check === undefined ? [] : distinct(probed(field.check))),
	};
	const accepted = distinct(kinds[field.type]?.() ?? []);
	return distinct([
		...(accepted.length === 0 ? ['any text'] : accepted),
		presetOf(field),
	]).join('; ');
}
