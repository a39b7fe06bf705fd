export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'ts-jest',
			{
				tsconfig: {
					module: 'commonjs',
					target: 'es2022',
					esModuleInterop: true,
					resolveJsonModule: true,
					isolatedModules: true,
				},
				diagnostics: false,
			},
		],
	},
	globalSetup: '<rootDir>/test/support/userFolder.setup.mjs',
	globalTeardown: '<rootDir>/test/support/userFolder.teardown.mjs',
	maxWorkers: 2,
	testTimeout: 30_000,
};
