import type { Provider } from '../../nodes/SipTrunk/contract/provider';
import { kindsAt } from '../../nodes/SipTrunk/configuration/checks/kinds';
import { fixOf } from '../../nodes/SipTrunk/configuration/checks/remedies';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import { code, table } from './markdown';

/** What Check can find at each provider, from the findings themselves. */

function ofProvider(provider: Provider): string[] {
	const { check } = (provider.resources.find(({ value }) => value === 'trunkConfiguration') ??
		{}) as Partial<ConfigurationResource>;
	if (check === undefined) return [];
	const rows = kindsAt(check.rules).map((kind) => [
		code(kind.id),
		kind.calls,
		kind.level,
		kind.meaning,
		fixOf(provider, kind),
	]);
	return [
		`#### What Check finds at ${provider.name}`,
		table(['Finding', 'Calls', 'Level', 'What is wrong', 'What mends it'], rows),
	];
}

export const findings = (providers: Provider[]): string => providers.flatMap(ofProvider).join('\n\n');
