import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';

/** Random states of trunks, written into the sandbox without a request. */

export interface RandomTrunks {
	/** One trunk with everything that may be on it. */
	plan: fc.Arbitrary<unknown>;
	/** Adds the trunks to the account and returns their IDs. */
	write(sandbox: Sandbox, plans: never[]): string[];
	/** Which judgements Check must come to, now and then, so that the law is about something. */
	judgements: string[];
}

/** Where calls may be sent: what is right, what is not, and what platforms demand. */
export const uris = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom('sip:pbx1.acme.com', 'sip:pbx2.acme.com;transport=tcp') },
	{ weight: 4, arbitrary: fc.constantFrom('sip:a.acme.com:5061;transport=tls', 'sip:8.8.8.8') },
	{
		weight: 5,
		arbitrary: fc.constantFrom(
			'sip:10.1.2.3:5060',
			'sip:203.0.113.7',
			'sip:pbx.local',
			'pbx.acme.com',
			'sips:b.acme.com',
			'sip:a.acme.com:5061',
			'sip:b.acme.com:5061',
			'sip:c.acme.com:5060;transport=tls',
			'sip:d.acme.com;transport=tls',
			'sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp',
			'sip:vjnxecm0tjk.sip.livekit.cloud',
			'sip:5t4n6j0wnrl.sip.livekit.cloud;transport=tcp',
			'sip:proj_abc@sip.api.openai.com:5061;transport=tls',
			'sip:proj_abc@sip.api.openai.com;transport=tls',
			'sip:sip.api.openai.com:5061;transport=tls',
			'sip:proj_abc@sip.api.openai.com:5061',
			'sip:sip.voice.x.ai;transport=tls',
			'sip:sip.voice.x.ai',
			'sip:sip.cartesia.ai;transport=tcp',
			'sip:trunk.bolna.ai:5060',
			'sip:trunk.bolna.ai:5060;transport=tls',
			'sip:sip.rtc.elevenlabs.io:5060;transport=tcp',
			'sip:sip.rtc.elevenlabs.io:5061;transport=tcp',
			'sip:c1.sip.vapi.ai:5060',
			'sip:sip.retellai.com;transport=tls',
		),
	},
);

/** Addresses from which calls may come. */
export const addresses = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('44.229.228.186', '18.98.16.120') },
	{ weight: 1, arbitrary: fc.constantFrom('10.0.0.5', '203.0.113.9') },
);

/** True more often than not. */
export const mostly = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(true) },
	{ weight: 1, arbitrary: fc.constant(false) },
);

export const longAgo = { created: new Date('2024-01-02'), updated: new Date('2024-01-02') };

/**
 * Also trunks on which nothing is wrong but for one thing or two: among those that are random throughout hardly one is
 * sound, and what Check overlooks shows in those alone.
 */
export function nearly<T extends object>(sound: T[], random: fc.Arbitrary<T>): fc.Arbitrary<T> {
	const keys = Object.keys(sound[0]) as Array<keyof T>;
	const broken = fc
		.tuple(fc.constantFrom(...sound), random, fc.subarray(keys, { maxLength: 2 }))
		.map(([whole, other, differing]) => ({
			...whole,
			...Object.fromEntries(differing.map((key) => [key, other[key]])),
		}));
	return fc.oneof({ weight: 2, arbitrary: broken }, { weight: 1, arbitrary: random });
}
