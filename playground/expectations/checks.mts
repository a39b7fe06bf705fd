import { facts } from '../../facts/index.js';
import { verdictOnSoundTrunk } from '../../facts/soundTrunk.js';
import {
	providers,
	type ProviderName,
	type RegisteredProvider,
} from '../../nodes/SipTrunk/providers/index.js';
import { all, claims, nothingWasChanged, type Aftermath } from '../aftermath/aftermath.mjs';
import { onlySoundTrunks } from '../aftermath/sound.mjs';
import type { Row } from '../execution.mjs';
import { none, type ExampleExpectation, type NodeExpectation } from './expectation.mjs';

/** Would calls go through? */

const canCheck = ({ value }: RegisteredProvider) =>
	facts[value].offers.trunkConfiguration?.split(' ').includes('check') === true;

/** A node for every provider whose trunks can be checked, and what its rows have beside the provider. */
const everywhere = (
	more: (provider: ProviderName) => Row = () => ({}),
): Record<string, NodeExpectation> =>
	Object.fromEntries(
		providers
			.filter(canCheck)
			.map(({ value, name }) => [
				`Check at ${name}`,
				{ every: { provider: value, ...more(value) } },
			]),
	);

/** The message has every trunk over which calls fail, and what mends it, and none that is sound. */
function messageTellsAll({ result }: Aftermath): string | undefined {
	const rows = Object.keys(everywhere()).flatMap((node) => result.outputs[node]);
	const [{ text, trunks }] = result.outputs.Message as [{ text: string; trunks: Row[] }];
	const broken = rows.filter(({ overall }) => overall === 'fail' || overall === 'warning');
	const told = trunks.map(({ provider, id }) => `${String(provider)} ${String(id)}`);
	const wanted = broken.map(({ provider, id }) => `${String(provider)} ${String(id)}`);
	const findings = broken.flatMap((row) => row.findings as Row[]);
	const worst = findings.filter(({ level }) => level === 'fail');
	return claims({
		'something is broken': broken.length > 0 && worst.length > 0,
		'something is sound': rows.some(({ overall }) => overall === 'ok'),
		'the message is about what is broken, and nothing else': told.join() === wanted.join(),
		'it names what is wrong and what mends it': worst.every(
			({ message, fix }) => text.includes(String(message)) && text.includes(String(fix)),
		),
	});
}

export const ofChecks: Record<string, ExampleExpectation> = {
	'morning-check.json': {
		nodes: { ...everywhere(), Message: { rows: 1 } },
		after: all(nothingWasChanged, messageTellsAll),
		again: [
			{
				before: onlySoundTrunks,
				nodes: {
					...everywhere((provider) => ({ overall: verdictOnSoundTrunk(provider) })),
					Message: none,
				},
				after: nothingWasChanged,
			},
		],
	},
};
