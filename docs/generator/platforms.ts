import type { Provider } from '../../nodes/SipTrunk/contract/provider';
import { impossible } from '../../nodes/SipTrunk/configuration/platforms/contradictions';
import { inputsOf, platformFields } from '../../nodes/SipTrunk/configuration/platforms/inputs';
import { PRESETS } from '../../nodes/SipTrunk/configuration/platforms/presets';
import { targetOf } from '../../nodes/SipTrunk/configuration/platforms/target';
import { code, table } from './markdown';

/** The platforms to which calls can be sent, from their data. */

const labelOf = (input: string) =>
	platformFields.find(({ name }) => name === input)?.displayName ?? input;

/** Where each platform takes calls, what it asks for, and when that was compared with its documentation. */
const data = () =>
	table(
		['Connect To', 'Asks for', 'Target', 'Encrypted media', 'Calls from', 'Checked'],
		PRESETS.map((preset) => {
			const { user, host, port, transport } = targetOf(preset, {});
			const target = `${user === null ? '' : `${user}@`}${host}${port === null ? '' : `:${port}`}`;
			return [
				`${preset.label} (${code(preset.id)})`,
				inputsOf(preset).map(labelOf).join(', '),
				`${code(target)} over ${transport.toUpperCase()}`,
				preset.mediaEncryption,
				[
					preset.addresses.map(code).join(' '),
					preset.regionsWithAddresses && `(${preset.regionsWithAddresses.join(', ')})`,
				]
					.filter(Boolean)
					.join(' '),
				`[${preset.checked}](${preset.source})`,
			];
		}),
	);

/** How each provider writes each of them. */
const forms = (providers: Provider[]) => {
	const carriers = providers.flatMap(({ name, carrier }) =>
		carrier === undefined ? [] : [{ name, form: carrier }],
	);
	return table(
		['Connect To', ...carriers.map(({ name }) => name)],
		PRESETS.map((preset) => [
			preset.label,
			...carriers.map((carrier) => {
				if (impossible(preset, carrier) !== undefined) return 'not possible';
				const target = targetOf(preset, {});
				const { targetSetting, uri, settings } = carrier.form;
				const needed = Object.entries(settings(target)).map(
					([name, value]) => `${name}: ${String(value)}`,
				);
				const place = targetSetting === undefined ? '' : `${targetSetting}: `;
				return [`${place}${uri(target)}`, ...needed].map(code).join(' ');
			}),
		]),
	);
};

const notes = () =>
	PRESETS.filter(({ notes: own }, index) => own !== PRESETS[index - 1]?.notes)
		.map(({ label, notes: own, notesOnItsCalls = [] }) => [label, ...own, ...notesOnItsCalls])
		.map(([label, ...own]) => `- **${label}**: ${own.join(' ')}`)
		.join('\n');

export const platforms = (providers: Provider[]): string =>
	[data(), forms(providers), notes()].join('\n\n');
