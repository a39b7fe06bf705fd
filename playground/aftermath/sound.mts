import { addSoundTrunk } from '../../facts/soundTrunk.js';
import { providerNames, type Sandbox } from '../../sandbox/index.js';
import { simulators } from '../../sandbox/providers/index.js';

/** Every trunk goes, and one over which calls go through is in every account. */
export function onlySoundTrunks(sandbox: Sandbox): void {
	for (const provider of providerNames) {
		Object.assign(sandbox.state(provider), simulators[provider].createState());
		addSoundTrunk(sandbox, provider, 'Head office');
	}
}
