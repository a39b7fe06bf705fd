import { all, claims, type Aftermath } from '../aftermath/aftermath.mjs';
import { liveKitAnswers } from '../aftermath/liveKit.mjs';
import { twilioCarriesCalls, twilioSendsCallsTo } from '../aftermath/twilio.mjs';
import { freeVobizNumber, vobizSendsCallsTo } from '../aftermath/vobiz.mjs';
import type { Row } from '../execution.mjs';
import { none, one, type ExampleExpectation, type RunExpectation } from './expectation.mjs';

/** A number is pointed at a voice-AI platform, and registered there. */

/** What was registered there in this run, in order: the requests' names, and what each must hold. */
const wasRegistered =
	(...wanted: Array<[what: string, body: Row]>) =>
	({ registered }: Aftermath) => {
		const present = registered.map(({ what }) => what).join(', ');
		const names = wanted.map(([what]) => what).join(', ');
		const lacking = wanted.flatMap(([what, body], index) =>
			Object.entries(body)
				.filter(([key, value]) => !holds(registered[index]?.body[key], value))
				.map(([key]) => `${what} ${key}`),
		);
		return claims({
			[`the platform was told "${names}", and it was told "${present}"`]: present === names,
			[`the platform was told the right ${lacking.join(', ')}`]: lacking.length === 0,
		});
	};

/** Whether a value has all that is wanted of it; a pattern is tried on text. */
const holds = (value: unknown, wanted: unknown): boolean => {
	if (wanted instanceof RegExp) return typeof value === 'string' && wanted.test(value);
	if (typeof wanted !== 'object' || wanted === null) return value === wanted;
	return Object.entries(wanted).every(([key, part]) =>
		holds((value as Row | undefined)?.[key], part),
	);
};

const nothingWasRegistered = wasRegistered();

/** Run again, nothing is changed and nothing registered a second time. */
const unchanged = (register: string): RunExpectation => ({
	nodes: { Apply: one({ outcome: 'unchanged' }), [register]: none },
	after: nothingWasRegistered,
});

const aPassword = /^\S{12,}$/;

export const ofPlatforms: Record<string, ExampleExpectation> = {
	'twilio-to-retell.json': {
		nodes: { Apply: one({ outcome: 'created' }), 'Import the number': { rows: 1 } },
		after: all(
			twilioSendsCallsTo('Retell', 'sip:sip.retellai.com;transport=tcp'),
			twilioCarriesCalls('Retell'),
			wasRegistered([
				'import-phone-number',
				{
					phone_number: '+15555550110',
					termination_uri: 'acme-retell.pstn.twilio.com',
					sip_trunk_auth_username: 'acme-retell',
					sip_trunk_auth_password: aPassword,
				},
			]),
		),
		again: [unchanged('Import the number')],
	},
	'twilio-to-livekit.json': {
		nodes: { Apply: one({ outcome: 'created' }), 'Register at LiveKit': { rows: 3 } },
		after: all(
			twilioSendsCallsTo('LiveKit', 'sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp'),
			twilioCarriesCalls('LiveKit'),
			wasRegistered(
				['CreateSIPInboundTrunk', { trunk: { numbers: ['+15555550111'] } }],
				['CreateSIPDispatchRule', { dispatch_rule: { numbers: ['+15555550111'] } }],
				[
					'CreateSIPOutboundTrunk',
					{
						trunk: {
							address: 'acme-livekit.pstn.twilio.com',
							auth_username: 'acme-livekit',
							auth_password: aPassword,
						},
					},
				],
			),
		),
		again: [unchanged('Register at LiveKit')],
	},
	'livekit-inbound.json': {
		nodes: {
			'Inbound trunk': one({ provider: 'liveKit', direction: 'inbound' }),
			'Dispatch rule': one({ ruleType: 'individual', agentName: 'inbound-agent' }),
			Apply: one({ outcome: 'created' }),
		},
		after: all(
			liveKitAnswers('+15555550121'),
			twilioSendsCallsTo('LiveKit inbound', 'sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp'),
			nothingWasRegistered,
		),
	},
	'vobiz-to-elevenlabs.json': {
		before: freeVobizNumber('+910055500130'),
		nodes: { Apply: one({ outcome: 'created' }), 'Add the number': { rows: 1 } },
		after: all(
			vobizSendsCallsTo('ElevenLabs', 'sip:sip.rtc.elevenlabs.io:5060'),
			wasRegistered([
				'phone-numbers',
				{ provider: 'sip_trunk', label: 'ElevenLabs', phone_number: '+910055500130' },
			]),
		),
		again: [unchanged('Add the number')],
	},
};
