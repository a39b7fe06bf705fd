import type { IDataObject } from 'n8n-workflow';
import { describeRules } from './rules';
import { describeCases, now, useBench, type OperationCase } from './support';

const bench = useBench('miniVoice');
const { api } = bench;

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];

const createTrunk = async (nth: number, body: IDataObject = {}) =>
	await api.post('/v1/trunks', {
		name: word(nth),
		proxy: 'sip.example.net',
		gateway_name: `gateway-${nth}`,
		...body,
	});

const listed = async () => (await api.get('/v1/trunks')).data as IDataObject[];

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'miniVoice',
	id: null,
	name: null,
	status: 'active',
	direction: 'outbound',
	sipDomain: null,
	transport: null,
	secure: null,
	maxConcurrentCalls: null,
	callsPerSecond: null,
	authentication: null,
	registration: null,
	createdAt: null,
	updatedAt: null,
	...shown,
});

/** A trunk as the answer to its creation shows it. */
const madeTrunk = async ([{ id }]: IDataObject[]): Promise<IDataObject[]> => {
	const trunk = bench.sandbox.state('miniVoice').trunks.get(String(id));
	return [JSON.parse(JSON.stringify({ ...trunk, inbound_ip: undefined })) as IDataObject];
};

const inList = async (rows: IDataObject[]) => {
	const ids = rows.map(({ id }) => id);
	return (await listed()).filter(({ id }) => ids.includes(id));
};

const readNumber = async ([{ id }]: IDataObject[]) => [await api.get(`/v1/dids/${String(id)}`)];

const numbers = [
	{ id: 'did_123', phoneNumber: '+15551230001' },
	{ id: 'did_124', phoneNumber: '+12025550102' },
	{ id: 'did_125', phoneNumber: '+12025550103' },
];

const numberRow = (shown: IDataObject): IDataObject => ({
	provider: 'miniVoice',
	id: null,
	phoneNumber: null,
	name: null,
	country: null,
	status: 'active',
	trunkId: null,
	applicationId: 'app_123',
	createdAt: '2026-05-29T12:00:00.000Z',
	updatedAt: '2026-05-29T12:00:00.000Z',
	...shown,
});

const cases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				proxy: 'sip.example.net',
				gatewayName: `gateway-${nth}`,
				additionalFields: {
					fromDomain: 'from.example.net',
					inboundIp: `198.51.100.${nth}`,
					enabled: false,
					password: 'Digest-Pass 1',
					realm: 'sip.example.net',
					username: 'user1',
				},
			},
			sent: [
				[
					'POST /v1/trunks',
					{
						name: word(nth),
						proxy: 'sip.example.net',
						from_domain: 'from.example.net',
						gateway_name: `gateway-${nth}`,
						inbound_ip: `198.51.100.${nth}`,
						is_active: false,
						password: 'Digest-Pass 1',
						realm: 'sip.example.net',
						username: 'user1',
					},
				],
			],
			output: (id) => [
				trunkRow({
					id,
					name: word(nth),
					status: 'inactive',
					authentication: ['credentials'],
					createdAt: now,
					updatedAt: now,
				}),
			],
			raw: madeTrunk,
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'with what is required, by expressions',
		arrange: async () => ({
			input: { name: 'Zürich', host: 'sip.example.net', port: 5061 },
			parameters: { name: '={{ $json.name }}', proxy: '={{ $json.host }}:{{ $json.port }}' },
			sent: [['POST /v1/trunks', { name: 'Zürich', proxy: 'sip.example.net:5061' }]],
			output: (id) => [trunkRow({ id, name: 'Zürich', createdAt: now, updatedAt: now })],
			raw: madeTrunk,
		}),
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			await createTrunk(2 - nth, { name: 'Another', gateway_name: `other-${nth}` });
			const { id } = await createTrunk(nth);
			return {
				parameters: { trunkId: id as string },
				sent: [['GET /v1/trunks']],
				output: [trunkRow({ id, name: word(nth), registration: 'REGED' })],
				raw: inList,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async (nth) => {
			const made = [
				await createTrunk(0, { gateway_name: `a-${nth}` }),
				await createTrunk(1, { gateway_name: `b-${nth}`, is_active: false }),
			];
			await createTrunk(2, { gateway_name: `c-${nth}` });
			return {
				parameters: { limit: 2 },
				sent: [['GET /v1/trunks']],
				output: [
					trunkRow({ id: made[0].id, name: 'Berlin', registration: 'REGED' }),
					trunkRow({ id: made[1].id, name: 'Hamburg', status: 'inactive' }),
				],
				raw: inList,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'by name and status',
		arrange: async () => {
			const { id } = await createTrunk(0);
			await createTrunk(1);
			await createTrunk(2, { name: 'Old Berlin', is_active: false });
			return {
				parameters: { returnAll: true, filters: { nameContains: 'berLIN', status: 'active' } },
				sent: [['GET /v1/trunks']],
				output: [trunkRow({ id, name: 'Berlin', registration: 'REGED' })],
				raw: inList,
			};
		},
	},
	{
		resource: 'phoneNumber',
		operation: 'get',
		arrange: async (nth) => ({
			parameters: { phoneNumber: numbers[nth].id },
			sent: [[`GET /v1/dids/${numbers[nth].id}`]],
			output: [numberRow(numbers[nth])],
			raw: readNumber,
		}),
	},
	{
		resource: 'phoneNumber',
		operation: 'get',
		about: 'by the number as people write it',
		arrange: async () => ({
			parameters: { phoneNumber: '+1 (202) 555-0102' },
			sent: [['GET /v1/dids/by-number/+12025550102']],
			output: [numberRow(numbers[1])],
			raw: readNumber,
		}),
	},
];

describeCases(bench, cases);
describeRules(bench, cases);
