'use strict';

const { runInNewContext } = require('node:vm');

/** The names of what the language itself has, such as `Array`. */
const BUILT_IN = runInNewContext('Object.getOwnPropertyNames(globalThis)').filter(
	(name) => name !== 'globalThis',
);

const isObject = (value) =>
	typeof value === 'function' || (typeof value === 'object' && value !== null);

/** The global object of a realm and the built-in objects in it, as they are now. */
exports.Globals = class Globals {
	#before = new Map();

	constructor(global) {
		const builtIn = BUILT_IN.map((name) => global[name]).filter(isObject);
		const prototypes = builtIn.map(({ prototype }) => prototype).filter(isObject);
		for (const object of [global, ...builtIn, ...prototypes]) {
			this.#before.set(object, Object.getOwnPropertyDescriptors(object));
		}
	}

	/** What they have beyond that. */
	added() {
		return [...this.#before].flatMap(([object, before]) =>
			Reflect.ownKeys(object)
				.filter((key) => !Object.hasOwn(before, key))
				.map((key) => ({
					object,
					key,
					descriptor: Reflect.getOwnPropertyDescriptor(object, key),
				})),
		);
	}

	/** Makes them again as they were. */
	restore() {
		for (const { object, key } of this.added()) Reflect.deleteProperty(object, key);
		for (const [object, before] of this.#before) {
			for (const key of Reflect.ownKeys(before)) {
				const { value, writable } = before[key];
				if (writable && object[key] !== value && !Number.isNaN(value)) object[key] = value;
			}
		}
	}
};

/** For tests, because n8n's lint refuses it in a .ts file. */
exports.global = globalThis;
