import type { Sandbox } from '../../sandbox/index.js';
import { all, claims, nothingWasChanged, type Aftermath } from '../aftermath/aftermath.mjs';
import { keepSoundTrunks } from '../aftermath/sound.mjs';
import type { Row } from '../execution.mjs';
import { none, type ExampleExpectation } from './expectation.mjs';

/** Would calls go through? */

const everywhere = {
	'Check at MiniVoice': { every: { provider: 'miniVoice' } },
	'Check at TryVox': { every: { provider: 'tryVox' } },
	'Check at Twilio': { every: { provider: 'twilio' } },
	'Check at Vobiz': { every: { provider: 'vobiz' } },
	'Check at Vyom': { every: { provider: 'vyom', overall: 'unknown' } },
};

/** The message has every trunk over which calls fail, and what mends it, and none that is sound. */
function messageTellsAll({ result }: Aftermath): string | undefined {
	const rows = Object.keys(everywhere).flatMap((node) => result.outputs[node]);
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
		nodes: { ...everywhere, Message: { rows: 1 } },
		after: all(nothingWasChanged, messageTellsAll),
		again: [
			{
				before: (sandbox: Sandbox) => keepSoundTrunks(sandbox),
				nodes: {
					...everywhere,
					'Check at Twilio': { every: { provider: 'twilio', overall: 'ok' } },
					'Check at Vobiz': { every: { provider: 'vobiz', overall: 'ok' } },
					Message: none,
				},
				after: nothingWasChanged,
			},
		],
	},
};
