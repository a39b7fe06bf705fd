import * as fc from 'fast-check';
import type { OnError } from 'n8n-workflow';
import { anyOf } from './arbitraries';
import type { Choice } from './choices';
import type { RedirectTarget } from './faultActions';
import { faultsFor } from './faults';
import type { Scenario } from './scenario';

/** Random items and options. */

/** Random runs of one operation. */
export function scenarioOf(choice: Choice, redirectTo: RedirectTarget): fc.Arbitrary<Scenario> {
	const item = fc.record({
		of: fc.nat({ max: 2 }),
		number: fc.nat({ max: 3 }),
		name: fc.nat({ max: 4 }),
		value: fc.nat({ max: 999 }),
	});
	const options = fc.record({
		// Long enough for a busy machine, and now and then too short for the sandbox's answers.
		timeout: anyOf(20, 20, 20, 20, 20, 20, 20, 1),
		maxRetries: anyOf(0, 1, 1, 2, 2, 3, 5),
		maxWait: anyOf(0, 1, 1, 1, 2, 3),
		requestsInParallel: fc.integer({ min: 1, max: 8 }),
	});
	return options.chain((chosen) =>
		fc.record({
			items: fc.array(item, { minLength: 1, maxLength: 8 }),
			common: fc.nat({ max: 15 }),
			included: fc.nat({ max: 0xffff }),
			options: fc.constant(chosen),
			onError: anyOf<OnError>(
				'stopWorkflow',
				'continueRegularOutput',
				'continueRegularOutput',
				'continueErrorOutput',
			),
			simplify: anyOf(true, true, false),
			cancelAfterMs: fc.oneof(
				{ weight: 15, arbitrary: fc.constant(null) },
				{ weight: 1, arbitrary: fc.nat({ max: 400 }) },
			),
			faults: faultsFor(choice, redirectTo, chosen.timeout * 1000),
		}),
	);
}
