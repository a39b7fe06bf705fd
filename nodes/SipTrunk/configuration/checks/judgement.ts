import type { Provider } from '../../contract/provider';
import { LEVELS, type CheckedTrunk, type Finding, type Level } from './finding';
import { kindsAt } from './kinds';
import { fixOf } from './remedies';

/** What Check says of one trunk. Pure. */

export type Overall = 'fail' | 'ok' | 'unknown' | 'warning';

export interface Judgement {
	overall: Overall;
	/** The worst first. */
	findings: Finding[];
}

/** The worst level; `info` counts as `ok`. */
export function overallOf(findings: ReadonlyArray<{ level: Level }>): Overall {
	const worst = LEVELS.find((level) => findings.some((finding) => finding.level === level));
	return worst === undefined || worst === 'info' ? 'ok' : worst;
}

/** The findings about a trunk, and the worst of them as a whole. */
export function judge(
	provider: Pick<Provider, 'name' | 'resources'>,
	trunk: CheckedTrunk,
): Judgement {
	const name = trunk.row.name ?? trunk.live.id;
	const findings = kindsAt(trunk.rules).flatMap((kind) =>
		kind.find(trunk).map(
			({ says, about, level, remedies = kind.remedies }): Finding => ({
				id: kind.id,
				level: level ?? kind.level,
				message: says,
				about: about ?? name,
				fix: fixOf(provider, { ...kind, remedies }),
			}),
		),
	);
	const rank = ({ level }: Finding) => LEVELS.indexOf(level);
	return {
		overall: overallOf(findings),
		findings: findings.sort((one, other) => rank(one) - rank(other)),
	};
}
