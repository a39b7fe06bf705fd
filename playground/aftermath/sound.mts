import type { Sandbox } from '../../sandbox/index.js';

/** Every trunk of which something is wrong goes. */
export function keepSoundTrunks(sandbox: Sandbox): void {
	for (const provider of ['miniVoice', 'tryVox'] as const) {
		const { trunks } = sandbox.state(provider);
		for (const { id, name } of [...trunks.all()]) if (name !== 'Head office') trunks.delete(id);
	}
	const { trunks: atVobiz } = sandbox.state('vobiz');
	for (const { trunk_id: id, name } of [...atVobiz.all()]) {
		if (name !== 'ElevenLabs') atVobiz.delete(id);
	}
	const { trunks: atTwilio } = sandbox.state('twilio');
	for (const { sid, settings } of [...atTwilio]) {
		if (!['Retell', 'LiveKit'].includes(settings.friendly_name)) atTwilio.remove(sid);
	}
}
