export default {
	globals: {
		/** The random runs of test/properties, which `npm run fuzz` sets; see test/fuzz.mjs. */
		FUZZ: {
			runs: Number(process.env.FUZZ_RUNS ?? 200),
			parameters: Number(process.env.FUZZ_RUNS ?? 500),
			seed: Number(process.env.FUZZ_SEED ?? 20260529),
			only: process.env.FUZZ_ONLY ?? '',
			progress: Number(process.env.FUZZ_PROGRESS ?? 0),
		},
	},
	testEnvironment: '<rootDir>/test/support/testEnvironment.cjs',
	/** Loaded once for each worker. */
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|fastify|axios|ajv|ajv-formats)$':
			'<rootDir>/test/support/packages/$1.cjs',
	},
	testSequencer: '<rootDir>/test/support/longestFirst.cjs',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	globalSetup: '<rootDir>/test/support/userFolder.setup.mjs',
	globalTeardown: '<rootDir>/test/support/userFolder.teardown.mjs',
	// Much of the time is waiting, so that two more than the two cores that are common have work.
	maxWorkers: 4,
	// A worker of more than a gigabyte misses the time in which jest lets it exit.
	workerIdleMemoryLimit: '800MB',
	testTimeout: 30_000,
};
