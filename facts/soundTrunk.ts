import type { ProviderName, Sandbox } from '../sandbox/index';
import { facts } from './index';

/**
 * Puts a trunk into the account over which calls go through, in one direction at least. Nothing where the provider has no
 * Trunk Configuration.
 */
export function addSoundTrunk(sandbox: Sandbox, provider: ProviderName, name: string): void {
	const { addTrunk, soundTrunk = {} } = facts[provider].configuration ?? {};
	const { settings = {}, entries = {}, phoneNumbers = [] } = soundTrunk;
	const nothingElse = { shared: {}, foreign: {}, isHalfMade: false };
	addTrunk?.(sandbox, { name, settings, entries, phoneNumbers, ...nothingElse });
}

/** What Check says of it as a whole. */
export const verdictOnSoundTrunk = (provider: ProviderName) =>
	facts[provider].configuration?.soundTrunk?.verdict ?? 'ok';
