import type { Registration, RegistrationFacts } from './registration';
import {
	carrierAddresses,
	known,
	optional,
	outboundHost,
	passwordOf,
	perNumber,
	request,
	required,
} from './requests';

/** The requests of platforms at which every number is registered by itself. */

export const vapi = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'number', (number, fillIn) =>
		request({
			url: `https://api.${facts.preset.id === 'vapi-eu' ? 'eu.' : ''}vapi.ai/phone-number`,
			body: known({
				provider: 'byo-phone-number',
				name: facts.name.slice(0, 40),
				number,
				credentialId: facts.inputs.vapiCredentialId,
			}),
			fillIn: [...fillIn, optional({ at: 'assistantId', what: 'The assistant that answers' })],
		}),
	);

export const elevenLabs = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'phone_number', (number, fillIn) => {
		const { username, target, name } = facts;
		const address = outboundHost(facts);
		const encryption = { media_encryption: 'allowed' };
		const outbound = address !== null && {
			outbound_trunk_config: known({
				address,
				transport: target.transport,
				...encryption,
				credentials: username === undefined ? undefined : { username },
			}),
		};
		return request({
			url: 'https://api.elevenlabs.io/v1/convai/phone-numbers',
			keyHeader: { name: 'xi-api-key', value: '<API key>' },
			body: known({
				provider: 'sip_trunk',
				label: name,
				phone_number: number,
				inbound_trunk_config: encryption,
				...outbound,
			}),
			fillIn: [
				...fillIn,
				...(outbound ? passwordOf(facts, 'outbound_trunk_config.credentials.password') : []),
				optional({ at: 'agent_id', what: 'The agent that answers' }),
			],
		});
	});

export const retell = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'phone_number', (number, fillIn) => {
		const { sipDomain, username, target, name } = facts;
		return request({
			url: 'https://api.retellai.com/import-phone-number',
			body: known({
				phone_number: number,
				termination_uri: sipDomain,
				sip_trunk_auth_username: username,
				transport: target.transport.toUpperCase(),
				nickname: name,
			}),
			fillIn: [
				...fillIn,
				...(sipDomain === null
					? [required({ at: 'termination_uri', what: "The carrier's SIP host" })]
					: []),
				...passwordOf(facts, 'sip_trunk_auth_password'),
				optional({
					at: 'inbound_agents',
					what: 'The agents that answer: [{"agent_id": "...", "weight": 1}]',
				}),
			],
		});
	});

export const xAi = (facts: RegistrationFacts): Registration[] =>
	perNumber(facts, 'phone_number', (number, fillIn) =>
		request({
			url: 'https://api.x.ai/v2/phone-numbers',
			body: known({ origin: 'byo_trunk', name: facts.name, phone_number: number }),
			fillIn: [
				...fillIn,
				required({
					at: 'webhook',
					what: 'Where xAI announces calls: {"name": "...", "url": "https://..."}',
				}),
				required({ at: 'sip_auth.allowed_addresses', ...carrierAddresses }),
			],
		}),
	);
