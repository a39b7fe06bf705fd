/**
 * Protocol buffers as JSON, as far as LiveKit's SIP messages need it: names in both spellings,
 * unknown fields and unknown words ignored, every field in answers.
 *
 * @see https://protobuf.dev/programming-guides/json/
 */

type Scalar = 'text' | 'flag' | 'number' | 'texts' | 'map' | 'duration' | 'time';

/** One field of a message. */
export interface Field {
	/** A scalar, the words of an enum (the first is its default), a message, or a list of messages. */
	type: Scalar | readonly string[] | { message: Message } | { list: Message };
	/** An answer leaves the field out while it is not set. */
	optional?: true;
	/** At most one of the fields with the same name here may be set, and answers have only that one. */
	oneof?: string;
}

export type Message = Readonly<Record<string, Field>>;

/** A message as read: only what was sent, under snake-case names. */
export type Values = Record<string, unknown>;

/** The body is not what the message says; the server gives no detail. */
export class Malformed extends Error {}

const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const camelCase = (name: string): string =>
	name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** @throws {Malformed} */
export function decode(message: Message, json: unknown): Values {
	if (!isObject(json)) throw new Malformed();
	const values: Values = {};
	const taken = new Set<string>();
	for (const [name, field] of Object.entries(message)) {
		const spellings = [...new Set([name, camelCase(name)])].filter((key) => key in json);
		if (spellings.length > 1) throw new Malformed();
		const [spelling] = spellings;
		if (spelling === undefined || json[spelling] === null) continue;
		if (field.oneof !== undefined) {
			if (taken.has(field.oneof)) throw new Malformed();
			taken.add(field.oneof);
		}
		const value = decodeValue(field.type, json[spelling]);
		if (value !== undefined) values[name] = value;
	}
	return values;
}

function decodeValue(type: Field['type'], value: unknown): unknown {
	if (typeof type === 'string') return decodeScalar(type, value);
	if ('message' in type) return decode(type.message, value);
	if ('list' in type) return listOf(value).map((item) => decode(type.list, item));
	if (typeof value === 'number') return type[value];
	// An unknown word is ignored like an unknown field.
	return type.find((word) => word === textOf(value));
}

function decodeScalar(type: Scalar, value: unknown): unknown {
	switch (type) {
		case 'text':
			return textOf(value);
		case 'flag':
			if (typeof value !== 'boolean') throw new Malformed();
			return value;
		case 'number':
			return wholeNumberOf(value);
		case 'texts':
			return listOf(value).map(textOf);
		case 'map':
			if (!isObject(value)) throw new Malformed();
			return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, textOf(entry)]));
		case 'duration':
			return durationOf(textOf(value));
		case 'time':
			if (Number.isNaN(Date.parse(textOf(value)))) throw new Malformed();
			return value;
	}
}

function textOf(value: unknown): string {
	if (typeof value !== 'string') throw new Malformed();
	return value;
}

function listOf(value: unknown): unknown[] {
	if (!Array.isArray(value)) throw new Malformed();
	return value;
}

function wholeNumberOf(value: unknown): number {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isInteger(number)) throw new Malformed();
	return number;
}

/** `0.5s` -> `0.500s`: answers have no decimals, 3, 6 or 9 of them. */
function durationOf(text: string): string {
	const [, whole, decimals = ''] = /^(-?\d+)(?:\.(\d{1,9}))?s$/.exec(text) ?? [];
	if (whole === undefined) throw new Malformed();
	const significant = decimals.replace(/0+$/, '');
	if (significant === '') return `${whole}s`;
	return `${whole}.${significant.padEnd(Math.ceil(significant.length / 3) * 3, '0')}s`;
}

/** All fields of the message in their order, those that are not set with their zero value. */
export function encode(message: Message, values: Values): Values {
	const entries = Object.entries(message).flatMap(([name, field]) => {
		const value = values[name];
		const isLeftOut = field.optional !== undefined || field.oneof !== undefined;
		if (value === undefined) return isLeftOut ? [] : [[name, zeroOf(field.type)]];
		return [[name, encodeValue(field.type, value)]];
	});
	return Object.fromEntries(entries) as Values;
}

function encodeValue(type: Field['type'], value: unknown): unknown {
	if (typeof type === 'string' || Array.isArray(type)) return value;
	if ('message' in type) return isObject(value) ? encode(type.message, value) : null;
	if (!('list' in type) || !Array.isArray(value)) return value;
	return value.map((item) => (isObject(item) ? encode(type.list, item) : item));
}

function zeroOf(type: Field['type']): unknown {
	if (typeof type !== 'string') {
		if ('message' in type) return null;
		return 'list' in type ? [] : type[0];
	}
	const zeros = {
		text: '',
		flag: false,
		number: 0,
		texts: [],
		map: {},
		duration: null,
		time: null,
	};
	return zeros[type];
}
