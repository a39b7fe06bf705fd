import { presetsAt, retiredHost, undocumentedAt } from '../platforms/hosts';
import { usualPort } from '../platforms/sipUri';
import type { Preset } from '../platforms/preset';
import { targets, type Target } from './entries';
import type { CheckedTrunk, FindingKind, Found } from './finding';

/** What voice-AI platforms demand of calls that are sent to them. */

const needs = ['originationUris'] as const;
const mended = {
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'connectTo' },
		{ resource: 'originationUri', operation: 'create' },
		{ resource: 'trunk', operation: 'update', field: 'originationUris' },
	],
	byHand: 'Point the trunk at the address that the platform documents.',
};

/** A finding of every target at a platform, from the presets that describe its host. */
const ofTargets =
	(
		find: (
			target: Target,
			presets: Preset[],
			trunk: CheckedTrunk,
		) => Omit<Found, 'about'> | undefined,
	) =>
	(trunk: CheckedTrunk): Found[] =>
		targets(trunk).flatMap((target) => {
			const presets = presetsAt(target.parts.host);
			const found = presets.length === 0 ? undefined : find(target, presets, trunk);
			return found === undefined ? [] : [{ ...found, about: target.uri }];
		});

export const retiredPlatformHost: FindingKind = {
	id: 'retiredPlatformHost',
	level: 'fail',
	calls: 'both',
	meaning: 'Calls are sent to a host that its platform has given up.',
	needs,
	find: (trunk) =>
		targets(trunk).flatMap(({ uri, parts }) => {
			const retired = retiredHost(parts.host);
			return retired === undefined
				? []
				: [
						{
							says: `${retired.platform} has given up ${parts.host}; its host is ${retired.instead}.`,
							about: uri,
						},
					];
		}),
	...mended,
};

export const unknownPlatformHost: FindingKind = {
	id: 'unknownPlatformHost',
	level: 'warning',
	calls: 'both',
	meaning:
		"Calls are sent to a host under a platform's domain that the platform does not document.",
	needs,
	find: (trunk) =>
		targets(trunk).flatMap(({ uri, parts }) => {
			const platform = undocumentedAt(parts.host);
			return platform === undefined
				? []
				: [{ says: `${platform} documents no host ${parts.host} for calls.`, about: uri }];
		}),
	...mended,
};

export const platformTransport: FindingKind = {
	id: 'platformTransport',
	level: 'fail',
	calls: 'both',
	meaning:
		'A platform is reached over a transport that it does not take. A warning where it takes it and asks for another.',
	needs,
	find: ofTargets(({ transport }, presets) => {
		if (transport === undefined) return undefined;
		const { label, accepts } = presets[0];
		if (!presets.some((preset) => preset.accepts.includes(transport))) {
			return {
				says: `${label} takes calls over ${accepts.join(', ')}, and this is ${transport}.`,
			};
		}
		const wanted = [...new Set(presets.map((preset) => preset.transport))];
		return transport === 'udp' && !wanted.includes('udp')
			? {
					says: `${label} is documented with ${wanted.join(' or ')}; long messages may be lost over udp.`,
					level: 'warning',
				}
			: undefined;
	}),
	...mended,
};

export const platformPort: FindingKind = {
	id: 'platformPort',
	level: 'fail',
	calls: 'both',
	meaning: 'A platform is reached at a port that it does not document for the transport.',
	needs,
	find: ofTargets(({ transport, port }, presets) => {
		const ports = presets
			.filter((preset) => preset.transport === transport)
			.map((preset) => preset.port ?? usualPort(preset.transport));
		return port === undefined || ports.length === 0 || ports.includes(port)
			? undefined
			: {
					says: `${presets[0].label} takes calls over ${transport} at port ${ports[0]}, and this is ${port}.`,
				};
	}),
	...mended,
};

/** Whether media must be encrypted; null where the provider does not tell, undefined where either is taken. */
const demandedBy = ({ form, settings, row }: CheckedTrunk): boolean | null | undefined =>
	form?.demandsEncryption === undefined ? row.secure : form.demandsEncryption(settings);

export const platformEncryption: FindingKind = {
	id: 'platformEncryption',
	level: 'fail',
	calls: 'both',
	meaning:
		'A platform takes encrypted calls only, and the trunk does not encrypt; or the other way round. Unknown where the provider does not tell.',
	needs,
	find: ofTargets(({ transport }, presets, trunk) => {
		const { rules, providerName } = trunk;
		const demanded = demandedBy(trunk);
		const preset = presets.find((one) => one.transport === transport) ?? presets[0];
		const { label, mediaEncryption } = preset;
		if (mediaEncryption === 'required') {
			if (!rules.has.includes('secure')) {
				return {
					says: `${label} takes encrypted calls only, and ${providerName} documents no encryption of media.`,
				};
			}
			if (demanded === true && rules.encryptsIncoming === false) {
				return {
					says: `${label} takes encrypted calls only, and ${providerName} documents encryption of media for outgoing calls alone.`,
					level: 'unknown',
				};
			}
			if (demanded === null) {
				return {
					says: `${label} takes encrypted calls only, and ${providerName} does not tell whether the trunk encrypts.`,
					level: 'unknown',
				};
			}
			return demanded === false
				? {
						says: `${label} takes encrypted calls only (TLS and SRTP), and the trunk does not encrypt.`,
					}
				: undefined;
		}
		return mediaEncryption === 'no' && demanded === true
			? { says: `${label} takes no encrypted media, and the trunk demands encryption.` }
			: undefined;
	}),
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'secure' },
		{ resource: 'trunk', operation: 'update', field: 'secure' },
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'mediaEncryption' },
	],
	byHand: 'Use another provider or platform.',
};

/** The constant beginning of a fixed user part: `proj_` of `<projectId>`, which the field demands. */
const USER_FORMS: Partial<Record<Preset['platform'], { form: RegExp; example: string }>> = {
	openAi: { form: /^proj_/, example: 'proj_abc123' },
};

export const platformUser: FindingKind = {
	id: 'platformUser',
	level: 'fail',
	calls: 'incoming',
	meaning:
		'A platform knows whose calls they are by the user in the origination URI, and there is none of its form.',
	needs,
	find: ofTargets(({ parts }, [{ label, platform }]) => {
		const rule = USER_FORMS[platform];
		return rule === undefined || rule.form.test(parts.user ?? '')
			? undefined
			: {
					says: `${label} needs the project in the origination URI: sip:${rule.example}@${parts.host}.`,
				};
	}),
	...mended,
};
