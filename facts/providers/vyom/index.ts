import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { nameOf, TRUNKS, type Belongings, type Thing } from '../../account';
import { echoed, said, type ErrorAnswer } from '../../errors';
import type { PickerFacts } from '../../pickers';
import type { ProviderFacts } from '../../providerFacts';
import { configuration } from './configuration';

function furnish(sandbox: Sandbox): Belongings {
	const { trunks } = sandbox.state('vyom');
	sandbox.seedTrunks('vyom', TRUNKS);
	trunks.all().forEach((trunk, number) => {
		trunk.trunk_name = nameOf(number);
	});
	const ids = trunks.all().map(({ trunk_id: id }) => id);
	return { trunkId: (_, number) => ids[number % TRUNKS] };
}

function things(sandbox: Sandbox): Thing[] {
	const { trunks } = sandbox.state('vyom');
	return trunks
		.all()
		.filter(({ is_active: isActive }) => isActive)
		.map((trunk) => ({
			kind: 'trunk',
			id: trunk.trunk_id,
			label: trunk.trunk_name,
			value: JSON.stringify(trunk),
		}));
}

const error = (status: number, body: IDataObject, words: string, advises: string): ErrorAnswer => ({
	status,
	body,
	says: said('Vyom', { status, code: null }, words),
	advises,
	code: null,
});

const envelope = (message: string): IDataObject => ({ success: false, message, data: {} });

const errors: ErrorAnswer[] = [
	error(400, envelope('Trunk is already deactivated'), 'Trunk is already deactivated', 'message'),
	error(401, envelope('Not authenticated'), 'Not authenticated', 'lvk_'),
	error(401, envelope('Invalid or inactive API key'), 'Invalid or inactive API key', 'lvk_'),
	error(404, envelope('Trunk not found'), 'Trunk not found', 'trunk ID'),
	error(404, { detail: 'Not Found' }, 'Not Found', 'API Base URL'),
	error(405, { detail: 'Method Not Allowed' }, 'Method Not Allowed', 'API Base URL'),
	error(409, envelope('Number taken'), 'Number taken', 'what exists'),
	error(429, envelope('Too many requests'), 'Too many requests', "'Requests in Parallel'"),
	error(
		500,
		envelope('Failed to create outbound trunk in LiveKit: unreachable'),
		'Failed to create outbound trunk in LiveKit: unreachable',
		'Try again later',
	),
	error(
		422,
		{
			success: false,
			message: "Validation Error: body: Value error, trunk_config must match trunk_type 'twilio'",
			data: {
				errors: [
					{
						type: 'value_error',
						loc: ['body'],
						msg: "Value error, trunk_config must match trunk_type 'twilio'",
						input: { trunk_name: 'x', trunk_config: { password: echoed } },
						ctx: { error: {} },
					},
				],
			},
		},
		"trunk_config must match trunk_type 'twilio'",
		'message names',
	),
	error(
		422,
		{
			success: false,
			message: `Validation Error: body.trunk_config.TwilioTrunkConfig.address: String should have at most 100 characters; body.trunk_config.ExotelTrunkConfig.exotel_number: Field required`,
			data: {
				errors: [
					{
						type: 'string_too_long',
						loc: ['body', 'trunk_config', 'TwilioTrunkConfig', 'address'],
						msg: 'String should have at most 100 characters',
						input: echoed,
					},
					{
						type: 'missing',
						loc: ['body', 'trunk_config', 'ExotelTrunkConfig', 'exotel_number'],
						msg: 'Field required',
						input: { username: echoed, password: echoed },
					},
				],
			},
		},
		'trunk_config.address: String should have at most 100 characters',
		'message names',
	),
];

const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async ({ api }) => {
			const create = async (trunk_name: string) =>
				(
					await api.post('/sip/create-outbound-trunk', {
						trunk_name,
						trunk_type: 'exotel',
						trunk_config: { exotel_number: '+910055500121' },
					})
				).data as IDataObject;
			const [berlin, hamburg] = [await create('Berlin'), await create('Hamburg')];
			return {
				offered: [
					{ name: `Berlin (${String(berlin.trunk_id)})`, value: berlin.trunk_id },
					{ name: `Hamburg (${String(hamburg.trunk_id)})`, value: hamburg.trunk_id },
				],
				second: 'BURG',
			};
		},
	},
];

export const vyom: ProviderFacts = {
	texts: {
		product: 'Vyom',
		documentation: 'https://api-livekit-vyom.indusnettechnologies.com/documentation',
		cannot:
			'Trunks cannot be changed, and a deactivated trunk cannot be activated again. Trunks are for outgoing calls only.',
		youEnter: 'API Key',
		searchWords: ['livekit', 'exotel'],
	},
	offers: {
		trunk: 'create deactivate get getAll',
		trunkConfiguration: 'apply check delete get plan',
	},
	createdForGood: { trunk: 'change or delete the trunk afterwards, only deactivate it' },
	api: { bodies: 'json', trunks: '/sip/list' },
	credential: { test: 'GET /auth/check-key', whereabouts: /from Vyom.*lvk_/ },
	filledIn: {
		name: 'Mumbai office',
		trunkType: 'exotel',
		phoneNumber: '+918031234567',
		sipHost: 'pstn.in1.exotel.com',
		sipPort: '5070',
		sipDomain: 'example.exotel.com',
	},
	account: { furnish, things },
	configuration,
	errors,
	pickers,
	passwords: [
		{
			resource: 'trunk',
			operation: 'create',
			arrange: async () => ({
				name: 'Berlin',
				trunkType: 'twilio',
				address: 'example.pstn.twilio.com',
				phoneNumbers: '+12025550141',
				username: 'pbx',
			}),
		},
	],
};
