import type { Sandbox } from '../../../sandbox/index';
import { miniVoiceAccount } from '../../../sandbox/providers/miniVoice/account';
import { longAgo, nameOf, TRUNKS, type Belongings, type Thing } from '../../account';
import { said, type ErrorAnswer } from '../../errors';
import type { PickerFacts } from '../../pickers';
import type { ProviderFacts } from '../../providerFacts';
import { configuration } from './configuration';

function furnish(sandbox: Sandbox): Belongings {
	const { trunks, dids } = sandbox.state('miniVoice');
	sandbox.seedTrunks('miniVoice', TRUNKS);
	trunks.all().forEach((trunk, number) => {
		trunk.name = nameOf(number);
		trunk.proxy = `${miniVoiceAccount.apiKey}.example.net`;
		trunk.created_at = longAgo.toISOString();
	});
	return {
		trunkId: (_, number) => trunks.all()[number % TRUNKS].id,
		phoneNumber: (_, number) => dids[number % dids.length].id,
	};
}

function things(sandbox: Sandbox): Thing[] {
	const { trunks, dids } = sandbox.state('miniVoice');
	return [
		...trunks.all().map((trunk) => ({
			kind: 'trunk',
			id: trunk.id,
			label: trunk.name,
			value: JSON.stringify(trunk),
		})),
		...dids.map((did) => ({
			kind: 'phoneNumber',
			id: did.id,
			label: did.number_e164,
			value: JSON.stringify(did),
		})),
	];
}

const error = (status: number, code: string, words: string, advises: string): ErrorAnswer => ({
	status,
	body: { error: { code, message: words } },
	says: said('MiniVoice', { status, code }, words),
	advises,
	code,
});

const errors: ErrorAnswer[] = [
	error(400, 'invalid_request', 'proxy is required', 'what the message names'),
	error(400, 'invalid_json', 'request body is not valid JSON', 'what the message names'),
	error(401, 'unauthorized', 'missing or invalid API key', 'mv_live_'),
	error(402, 'insufficient_balance', 'balance too low', 'balance'),
	error(403, 'spend_control_exceeded', 'spend control', 'permission'),
	error(404, 'not_found', 'resource not found', 'Check the ID'),
	error(404, 'call_not_found', 'call not found', 'Check the ID'),
	error(409, 'gateway_name_exists', 'gateway_name already exists', 'another Gateway Name'),
	error(409, 'inbound_ip_exists', 'inbound_ip already exists', 'another Inbound IP'),
	error(429, 'cps_limit_reached', 'too many requests', "'Requests in Parallel'"),
	error(429, 'concurrent_call_limit_reached', 'too many calls', "'Requests in Parallel'"),
	error(500, 'internal_error', 'something went wrong', 'Try again later'),
	error(502, 'originate_failed', 'no answer from the carrier', 'Try again later'),
];

const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async ({ api }) => {
			const berlin = await api.post('/v1/trunks', {
				name: 'Berlin',
				proxy: 'sip.example.net',
				gateway_name: 'berlin-office',
			});
			const hamburg = await api.post('/v1/trunks', { name: 'Hamburg', proxy: 'sip.example.org' });
			return {
				offered: [
					{ name: 'Berlin (sip.example.net, berlin-office)', value: berlin.id },
					{ name: 'Hamburg (sip.example.org)', value: hamburg.id },
				],
				second: 'EXAMPLE.org',
			};
		},
	},
];

export const miniVoice: ProviderFacts = {
	texts: {
		product: 'MiniVoice',
		documentation: 'https://doc.minivoice.eu',
		cannot:
			'Trunks can be created and listed, and that is all: its API has no way to change or delete one. Numbers can be read but not assigned.',
		youEnter: 'API Key',
	},
	offers: {
		trunk: 'create get getAll',
		trunkConfiguration: 'apply check get plan',
		phoneNumber: 'get',
	},
	createdForGood: { trunk: 'change or delete the trunk afterwards' },
	api: { bodies: 'json', trunks: '/v1/trunks' },
	credential: { test: 'GET /v1/trunks', whereabouts: /application.*mv_live_/ },
	filledIn: { name: 'Berlin office', proxy: 'sip.example.net' },
	account: { furnish, things },
	configuration,
	errors,
	pickers,
	passwords: [
		{
			resource: 'trunk',
			operation: 'create',
			arrange: async () => ({ name: 'Berlin', proxy: 'sip.example.net' }),
			inside: 'additionalFields',
		},
	],
};
