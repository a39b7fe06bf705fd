import { ofAgent } from './agent.mjs';
import { ofChanges } from './changes.mjs';
import { ofChecks } from './checks.mjs';
import { ofCustomers } from './customers.mjs';
import type { ExampleExpectation } from './expectation.mjs';
import { ofPlatforms } from './platforms.mjs';
import { ofProviders } from './providers.mjs';
import { ofReports } from './reports.mjs';

/** By file name in examples/, in the order in which they are run: some build on others. */
export const expectations: Record<string, ExampleExpectation> = {
	...ofProviders,
	...ofCustomers,
	...ofChanges,
	...ofReports,
	...ofAgent,
	...ofPlatforms,
	...ofChecks,
};
