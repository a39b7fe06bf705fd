'use strict';

const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const { dirname } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Resolver } = require('jest-resolve');
const { Globals } = require('./globals.cjs');

/** As Jest has them: not those for modules that would get a realm of their own. */
const CONDITIONS = ['require', 'default', 'node', 'node-addons'];
const NAMES = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Loads packages into the realm of the tests by Node.js's own rules, each file once. */
exports.SharedPackages = class SharedPackages {
	#modules = new Map();
	#added = new Map();
	#context;
	#global;
	#requireOfTests;

	constructor(context, global) {
		this.#context = context;
		this.#global = global;
	}

	/**
	 * A package. What it adds to the global object and to built-in objects is there only for test files that load it.
	 *
	 * @param requireOfTests of the test file, for modules of this project: those are loaded anew for every test file
	 */
	load(name, requireOfTests) {
		this.#requireOfTests = requireOfTests;
		const file = createRequire(__filename).resolve(name);
		const known = this.#added.get(name);
		if (known === undefined) {
			const before = new Globals(this.#global);
			this.#exportsOf(file);
			this.#added.set(name, before.added());
		}
		for (const { object, key, descriptor } of known ?? []) {
			Reflect.defineProperty(object, key, descriptor);
		}
		return this.#exportsOf(file);
	}

	#exportsOf(file) {
		if (!file.includes('node_modules')) return this.#requireOfTests(file);
		const known = this.#modules.get(file);
		if (known !== undefined) return known.exports;
		try {
			return this.#run(file);
		} catch (error) {
			this.#modules.delete(file);
			throw error;
		}
	}

	#run(file) {
		const module = { id: file, filename: file, path: dirname(file), exports: {}, children: [] };
		this.#modules.set(file, module);
		if (file.endsWith('.node')) {
			module.exports = require(file);
		} else if (file.endsWith('.json')) {
			module.exports = this.#global.JSON.parse(readFileSync(file, 'utf8'));
		} else {
			module.require = this.#requireFor(file);
			const text = readFileSync(file, 'utf8').replace(/^#!.*/, '');
			const run = compileFunction(text, NAMES, {
				filename: file,
				parsingContext: this.#context,
			});
			run.call(module.exports, module.exports, module.require, module, file, module.path);
		}
		module.loaded = true;
		return module.exports;
	}

	#requireFor(file) {
		const own = createRequire(file);
		const resolve = (request) => {
			const found = own.resolve(request);
			if (!found.endsWith('.mjs')) return found;
			return Resolver.findNodeModule(request, { basedir: dirname(file), conditions: CONDITIONS });
		};
		const load = (request) => {
			if (request === 'process' || request === 'node:process') return this.#global.process;
			return isBuiltin(request) ? require(request) : this.#exportsOf(resolve(request));
		};
		return Object.assign(load, {
			resolve: own.resolve,
			cache: {},
			main: undefined,
			extensions: {},
		});
	}
};
