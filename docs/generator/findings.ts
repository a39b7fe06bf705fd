import type { Provider } from '../../nodes/SipTrunk/contract/provider';
import type { FindingKind } from '../../nodes/SipTrunk/configuration/checks/finding';
import { FINDING_KINDS, kindsAt } from '../../nodes/SipTrunk/configuration/checks/kinds';
import { fixOf } from '../../nodes/SipTrunk/configuration/checks/remedies';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import { code, table } from './markdown';

/** What Check can find, and where, from the findings themselves. */

/** A finding at the providers at which it can be. */
interface FoundAt {
	kind: FindingKind;
	providers: Provider[];
}

function kindsOf({ resources }: Provider): FindingKind[] {
	const { check, port } = (resources.find(({ value }) => value === 'trunkConfiguration') ??
		{}) as Partial<ConfigurationResource>;
	if (check === undefined || port === undefined) return [];
	return kindsAt(check.rules).filter(({ occurs }) => occurs?.(port) ?? true);
}

/** In the order in which a person would look; what can be at one provider alone comes last. */
function foundAt(providers: Provider[]): FoundAt[] {
	const found = new Map<string, FoundAt>();
	for (const provider of providers) {
		for (const kind of kindsOf(provider)) {
			const known = found.get(kind.id);
			if (known === undefined) found.set(kind.id, { kind, providers: [provider] });
			else known.providers.push(provider);
		}
	}
	const ids = FINDING_KINDS.map(({ id }) => id);
	const place = ({ kind }: FoundAt) => (ids.includes(kind.id) ? ids.indexOf(kind.id) : ids.length);
	return [...found.values()].sort((one, other) => place(one) - place(other));
}

const names = (providers: Provider[]) => providers.map(({ name }) => name).join(', ');

/** What mends it, with the providers where that is not the same at all of them. */
function fixes({ kind, providers }: FoundAt): string {
	const byText = new Map<string, Provider[]>();
	for (const provider of providers) {
		const text = fixOf(provider, kind).replace(
			new RegExp(`^At ${provider.name}: (.)(.*)\\.$`),
			(_, first: string, rest: string) => `by hand: ${first.toLowerCase()}${rest}`,
		);
		byText.set(text, [...(byText.get(text) ?? []), provider]);
	}
	const texts = [...byText];
	if (texts.length === 1) return texts[0][0];
	return texts.map(([text, where]) => `${text} (${names(where)})`).join('; ');
}

export function findings(providers: Provider[]): string {
	const checked = providers.filter((provider) => kindsOf(provider).length > 0);
	const rows = foundAt(checked).map((found) => [
		code(found.kind.id),
		found.kind.calls,
		found.kind.level,
		found.kind.meaning,
		found.providers.length === checked.length ? 'all' : names(found.providers),
		fixes(found),
	]);
	return table(['Finding', 'Calls', 'Level', 'What is wrong', 'Where', 'What mends it'], rows);
}
