import type { Provider } from '../../nodes/SipTrunk/contract/provider';
import {
	kindOf,
	SECTION_NAMES,
	type SectionName,
} from '../../nodes/SipTrunk/configuration/configuration';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations';
import type { ConfigurationPort, SettingRules } from '../../nodes/SipTrunk/configuration/port';
import { code, table } from './markdown';

/** What Trunk Configuration can do at each provider, from the same tables by which the node works. */

const isConfiguration = (resource: object): resource is ConfigurationResource => 'port' in resource;

const portsOf = (providers: Provider[]) =>
	providers.flatMap(({ resources }) => resources.filter(isConfiguration).map(({ port }) => port));

/** What can be changed of an entry that is there. */
function changeable(port: ConfigurationPort, section: Exclude<SectionName, 'phoneNumbers'>) {
	const { rules, setPassword } = port.sections[section] ?? { rules: undefined };
	const keys = Object.entries(rules?.keys ?? {})
		.filter(([, { change }]) => change === true)
		.map(([key]) => key);
	return [...keys, ...(setPassword === undefined ? [] : ['password'])];
}

const removable = { true: 'removed', false: 'never removed', replace: 'replaced, not emptied' };

function ability(port: ConfigurationPort, section: SectionName): string {
	if (section === 'phoneNumbers') {
		const { numbers } = port;
		if (numbers === undefined) return '–';
		return numbers.unassign === undefined
			? 'read, assigned, never taken off'
			: 'read, assigned, taken off';
	}
	const rules = port.sections[section]?.rules;
	if (rules === undefined) return '–';
	const changes = changeable(port, section);
	return [
		rules.read ? 'read' : '**not readable**',
		'added',
		changes.length === 0 ? 'not changed' : `changed: ${changes.join(', ')}`,
		removable[String(rules.remove) as keyof typeof removable],
		...(rules.most === undefined ? [] : [`at most ${rules.most}`]),
	].join('; ');
}

function settings({ settings: rules }: ConfigurationPort): string {
	const kinds: Array<[title: string, is: (rules: SettingRules) => boolean]> = [
		['changed', ({ change }) => change],
		['only when made', ({ change, isReadOnly }) => !change && !isReadOnly],
		['only read', ({ isReadOnly }) => isReadOnly === true],
	];
	return kinds
		.flatMap(([title, is]) => {
			const names = Object.entries(rules).flatMap(([key, one]) => (is(one) ? [code(key)] : []));
			return names.length === 0 ? [] : [`${title}: ${names.join(', ')}`];
		})
		.join('; ');
}

/** One row per section, one column per provider. */
export function abilities(providers: Provider[]): string {
	const ports = portsOf(providers);
	return table(
		['', ...ports.map(({ providerName }) => providerName)],
		[
			['**Trunk**', ...ports.map((port) => (port.remove ? 'made, removed' : 'made, for good'))],
			['**Found by**', ...ports.map(({ unique }) => (unique ? `${code(unique)}, or the name` : 'the name'))],
			['**Settings**', ...ports.map(settings)],
			...SECTION_NAMES.map((section) => [
				`**${kindOf(section).name}**`,
				...ports.map((port) => ability(port, section)),
			]),
		],
	);
}
