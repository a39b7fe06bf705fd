'use strict';

const asyncHooks = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');
const { Globals } = require('./globals.cjs');
const { SharedPackages } = require('./sharedPackages.cjs');

/** As in n8n, which keeps what Node.js has. Jest sets a hundred, which every error of the node pays for. */
const STACK_TRACE_LIMIT = Error.stackTraceLimit;

/**
 * All test files of one worker run in one realm, one after the other. Their modules, this node's among them, are loaded
 * anew for every file; n8n's engine and other large packages once for the worker, because loading them takes longer
 * than most files take to run.
 */
let kept;

function keep(config, context) {
	const environment = new TestEnvironment(config, context);
	const { global } = environment;
	global.Error.stackTraceLimit = STACK_TRACE_LIMIT;
	global.sharedPackages = new SharedPackages(environment.getVmContext(), global);
	return { environment, global, globals: new Globals(global), exit: global.process.exit };
}

/** In place of what follows every promise of a process, only to tell to which test an error belongs that none awaits. */
class NoStorage extends asyncHooks.AsyncLocalStorage {
	run(store, work, ...values) {
		return work(...values);
	}
}

/** Newer versions of Node.js let nobody assign to it. */
const STORAGE = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
const withoutStorage = () =>
	Object.defineProperty(asyncHooks, 'AsyncLocalStorage', {
		value: NoStorage,
		configurable: true,
		enumerable: true,
	});
const withStorage = () => Object.defineProperty(asyncHooks, 'AsyncLocalStorage', STORAGE);

module.exports = class OneRealm {
	constructor(config, context) {
		kept ??= keep(config, context);
		const { global, environment } = kept;
		this.global = global;
		this.moduleMocker = environment.moduleMocker;
		this.fakeTimers = environment.fakeTimers;
		this.fakeTimersModern = environment.fakeTimersModern;
		withoutStorage();
	}

	async setup() {
		Error.stackTraceLimit = STACK_TRACE_LIMIT;
	}

	handleTestEvent({ name }) {
		// Now the test framework is loaded.
		if (name === 'setup') withStorage();
	}

	getVmContext() {
		return this.global === null ? null : kept.environment.getVmContext();
	}

	exportConditions() {
		return kept.environment.exportConditions();
	}

	async teardown() {
		withStorage();
		this.moduleMocker.restoreAllMocks();
		this.fakeTimers.useRealTimers();
		this.fakeTimersModern.useRealTimers();
		kept.global.process.exit = kept.exit;
		kept.globals.restore();
		this.global = null;
	}
};
