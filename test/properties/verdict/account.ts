import { kindOf } from '../scenario/index';
import { extra, wrongChanging } from './changing';
import { wrongEffects } from './effects';
import type { Evidence } from './evidence';
import { wrongMaking } from './making';
import type { Outcome } from './outcome';
import { wrongReading } from './reading';

/** The account, by the rules for the kind of operation. */

/** What the outcomes say, held against the account. */
export function wrongOutcomes(evidence: Evidence, outcomes: Outcome[]): string[] {
	const kind = kindOf(evidence.choice);
	if (kind === 'reads') return wrongReading(evidence, outcomes);
	if (kind === 'makes') return wrongMaking(evidence, outcomes);
	const isNumber = evidence.choice.resource.value === 'phoneNumber';
	return [
		...wrongChanging(evidence, outcomes),
		...(isNumber ? [] : wrongEffects(evidence, outcomes)),
		...extra(evidence),
	];
}
