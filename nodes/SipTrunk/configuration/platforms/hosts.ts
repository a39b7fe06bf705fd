import type { Preset } from './preset';
import { PRESETS } from './presets';

/** To which platform a host belongs. */

/** Hosts that platforms have given up, or give up. */
export const RETIRED_HOSTS: ReadonlyArray<{
	host: string;
	platform: string;
	instead: string;
	source: string;
	checked: string;
}> = [
	{
		host: '5t4n6j0wnrl.sip.livekit.cloud',
		platform: 'Retell',
		instead: 'sip.retellai.com',
		source: 'https://docs.retellai.com/deprecation-notice/2026/09-30_sip_legacy_endpoint',
		checked: '2026-10-08',
	},
];

/** Under these domains every host belongs to a platform, so that one that is not documented is a mistake. */
const PLATFORM_DOMAINS: ReadonlyArray<{ domain: string; platform: string }> = [
	{ domain: 'sip.livekit.cloud', platform: 'LiveKit Cloud' },
	{ domain: 'vapi.ai', platform: 'Vapi' },
	{ domain: 'elevenlabs.io', platform: 'ElevenLabs' },
	{ domain: 'retellai.com', platform: 'Retell' },
	{ domain: 'bolna.ai', platform: 'Bolna' },
	{ domain: 'openai.com', platform: 'OpenAI' },
	{ domain: 'x.ai', platform: 'xAI' },
	{ domain: 'cartesia.ai', platform: 'Cartesia' },
];

/** What may stand for a placeholder, where that is narrower than any label. */
const LABELS: Record<string, string> = {
	projectSubdomain: '[a-z0-9]+',
	platformRegion: [...new Set(PRESETS.flatMap(({ regions }) => regions ?? []))].join('|'),
};

const isPlaceholder = (host: string) => /^<\w+>$/.test(host);

const pattern = (host: string) =>
	new RegExp(
		`^${host
			.replace(/\./g, '\\.')
			.replace(/<(\w+)>/g, (_, name: string) => `(?:${LABELS[name] ?? '[a-z0-9-]+'})`)}$`,
	);

const PATTERNS = PRESETS.map((preset) => ({
	preset,
	patterns: [preset.host, ...(preset.otherHosts ?? [])]
		.filter((host) => !isPlaceholder(host))
		.map(pattern),
}));

/** The presets that describe a host; none where it belongs to no platform that is known. */
export const presetsAt = (host: string): Preset[] =>
	PATTERNS.flatMap(({ preset, patterns }) =>
		patterns.some((one) => one.test(host.toLowerCase())) ? [preset] : [],
	);

/** What is known of a host that its platform has given up; undefined for any other. */
export const retiredHost = (host: string) =>
	RETIRED_HOSTS.find((retired) => retired.host === host.toLowerCase());

/** The platform whose domain a host belongs to, while its documentation does not name the host; else undefined. */
export function undocumentedAt(host: string): string | undefined {
	const name = host.toLowerCase();
	if (presetsAt(name).length > 0) return undefined;
	return PLATFORM_DOMAINS.find(({ domain }) => name === domain || name.endsWith(`.${domain}`))
		?.platform;
}
