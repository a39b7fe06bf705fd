import { kindOfHost } from '../../validation/reserved';
import { enabledUris, entriesOf, hasAny, partsOf, targets } from './entries';
import type { FindingKind } from './finding';
import type { SipUriParts } from '../platforms/sipUri';

/** Where incoming calls are sent. */

const needs = ['originationUris'] as const;
const mended = {
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'originationUriRows' },
		{ resource: 'originationUri', operation: 'create' },
		{ resource: 'trunk', operation: 'update', field: 'originationUris' },
	],
	byHand: 'Add the address of the telephone system to the trunk.',
};

export const noOriginationUri: FindingKind = {
	id: 'noOriginationUri',
	level: 'fail',
	calls: 'incoming',
	meaning:
		'The trunk is meant for incoming calls and has no origination URI to which they could go. Unknown where they may go somewhere that nobody can see.',
	needs,
	find: (trunk) => {
		const hasNone =
			entriesOf(trunk, 'originationUris')?.length === 0 && enabledUris(trunk).length === 0;
		if (!trunk.purpose.incoming || !hasNone) return [];
		const unseen = trunk.rules.unseenTarget?.(trunk);
		return unseen === undefined
			? [{ says: 'There is no origination URI, so incoming calls go nowhere.' }]
			: [{ says: `There is no origination URI. ${unseen}`, level: 'unknown' }];
	},
	...mended,
};

export const originationUrisDisabled: FindingKind = {
	id: 'originationUrisDisabled',
	level: 'fail',
	calls: 'incoming',
	meaning: 'Every origination URI is switched off.',
	needs,
	find: (trunk) => {
		const all = entriesOf(trunk, 'originationUris') ?? [];
		return all.length > 0 && enabledUris(trunk).length === 0
			? [{ says: `All ${all.length} origination URIs are disabled, so incoming calls go nowhere.` }]
			: [];
	},
	remedies: [{ resource: 'originationUri', operation: 'update', field: 'enabled' }],
	byHand: 'Switch an origination URI on.',
};

/** A finding at each origination URI with which something is wrong. */
const atEachUri = (
	{ id, meaning }: Pick<FindingKind, 'id' | 'meaning'>,
	problemOf: (uri: string, parts: SipUriParts | undefined) => { says: string } | undefined,
): FindingKind => ({
	id,
	level: 'fail',
	calls: 'incoming',
	meaning,
	needs,
	find: (trunk) =>
		enabledUris(trunk).flatMap((uri) => {
			const problem = problemOf(uri, partsOf(trunk, uri));
			return problem === undefined ? [] : [{ ...problem, about: uri }];
		}),
	...mended,
});

export const notASipUri = atEachUri(
	{ id: 'notASipUri', meaning: 'An origination URI is no SIP URI.' },
	(uri, parts) =>
		parts === undefined ? { says: `"${uri}" is no SIP URI; one begins with "sip:".` } : undefined,
);

/** Two URIs are the same where they lead to the same user, host and port over the same transport. */
export const duplicateOriginationUri: FindingKind = {
	id: 'duplicateOriginationUri',
	level: 'warning',
	calls: 'incoming',
	meaning: 'Two origination URIs lead to the same place, so that the second is no fallback.',
	needs,
	find: (trunk) => {
		const seen = new Set<string>();
		return targets(trunk).flatMap(({ uri, parts, transport, port }) => {
			const place = [parts.user, parts.host, port, transport].join(' ');
			if (!seen.has(place)) {
				seen.add(place);
				return [];
			}
			return [{ says: `${uri} leads to the same place as another origination URI.`, about: uri }];
		});
	},
	remedies: [
		{ resource: 'originationUri', operation: 'delete' },
		{ resource: 'trunk', operation: 'update', field: 'originationUris' },
	],
	byHand: 'Remove one of the two.',
};

export const noFallback: FindingKind = {
	id: 'noFallback',
	level: 'info',
	calls: 'incoming',
	meaning: 'There is one origination URI only: when it cannot be reached, incoming calls are lost.',
	needs,
	find: (trunk) =>
		enabledUris(trunk).length === 1
			? [
					{
						says: 'There is one origination URI only: when it cannot be reached, incoming calls are lost.',
						about: enabledUris(trunk)[0],
					},
				]
			: [],
	...mended,
};

const UNREACHABLE = {
	private: { says: 'a private address, which cannot be reached from the internet' },
	documentation: { says: 'an address for documentation, at which nothing is' },
};

export const unreachableTarget = atEachUri(
	{
		id: 'unreachableTarget',
		meaning: 'An origination URI leads to a private address, or to one for documentation.',
	},
	(uri, parts) => {
		const kind = parts && kindOfHost(parts.host);
		return kind && { says: `${uri} leads to ${UNREACHABLE[kind].says}.` };
	},
);

export const numberWithoutTarget: FindingKind = {
	id: 'numberWithoutTarget',
	level: 'fail',
	calls: 'incoming',
	meaning: 'A number is on the trunk, and there is no origination URI to which its calls could go.',
	needs: ['originationUris', 'phoneNumbers'],
	find: (trunk) =>
		trunk.purpose.incoming &&
		trunk.present.originationUris !== undefined &&
		enabledUris(trunk).length === 0 &&
		hasAny(trunk, 'phoneNumbers') &&
		trunk.rules.unseenTarget?.(trunk) === undefined
			? (entriesOf(trunk, 'phoneNumbers') ?? []).map(({ phoneNumber }) => ({
					says: `Calls to ${phoneNumber} go nowhere: the trunk has no origination URI in use.`,
					about: String(phoneNumber),
				}))
			: [],
	...mended,
};
