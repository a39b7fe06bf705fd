import type { IDataObject } from 'n8n-workflow';
import { describeRules } from './rules';
import { describeCases, useBench, type OperationCase } from './support';

const bench = useBench('vyom');
const { api } = bench;

const word = (nth: number) => ['Berlin', 'Hamburg', 'Cologne'][nth];

const createTrunk = async (nth: number): Promise<IDataObject> => {
	const answer = await api.post('/sip/create-outbound-trunk', {
		trunk_name: word(nth),
		trunk_type: 'exotel',
		trunk_config: { exotel_number: '+910055500121' },
	});
	return answer.data as IDataObject;
};

const trunkRow = (shown: IDataObject): IDataObject => ({
	provider: 'vyom',
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

const inList = async (rows: IDataObject[]) => {
	const ids = rows.map(({ trunk_id: id }) => id);
	const all = (await api.get('/sip/list')).data as IDataObject[];
	return all.filter(({ trunk_id: id }) => ids.includes(id));
};

/** The answer to a create names the ID only; the node adds what it has sent. */
const made = (trunk_name: string, trunk_type: string) => async (rows: IDataObject[]) =>
	rows.map(({ trunk_id }) => ({ trunk_name, trunk_type, trunk_id }));

const cases: OperationCase[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async (nth) => ({
			parameters: {
				name: word(nth),
				trunkType: 'twilio',
				address: 'example.pstn.twilio.com',
				phoneNumbers: '+1 202 555 0141, +12025550142',
				username: 'pbx-main',
				password: 'Own-Pass-Word 1',
				additionalFields: {
					passthroughMode: true,
					passthroughWebhookUrl: 'https://example.com/hooks/1?x=y',
				},
			},
			sent: [
				[
					'POST /sip/create-outbound-trunk',
					{
						trunk_name: word(nth),
						trunk_type: 'twilio',
						passthrough_mode: true,
						passthrough_webhook_url: 'https://example.com/hooks/1?x=y',
						trunk_config: {
							address: 'example.pstn.twilio.com',
							numbers: ['+12025550141', '+12025550142'],
							username: 'pbx-main',
							password: 'Own-Pass-Word 1',
						},
					},
				],
			],
			output: (id) => [trunkRow({ id, name: word(nth) })],
			raw: made(word(nth), 'twilio'),
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'to Exotel, without the fields of Twilio',
		arrange: async () => ({
			input: { port: '5070' },
			parameters: {
				name: 'India',
				trunkType: 'exotel',
				phoneNumber: '+910055500121',
				sipHost: 'pstn.in1.exotel.com',
				sipPort: '={{ $json.port }}',
				sipDomain: 'example.exotel.com',
				address: 'left-over.pstn.twilio.com',
				username: 'left-over',
				password: 'Left-Over-Pass 1',
			},
			sent: [
				[
					'POST /sip/create-outbound-trunk',
					{
						trunk_name: 'India',
						trunk_type: 'exotel',
						trunk_config: {
							exotel_number: '+910055500121',
							sip_host: 'pstn.in1.exotel.com',
							sip_port: 5070,
							sip_domain: 'example.exotel.com',
						},
					},
				],
			],
			output: (id) => [trunkRow({ id, name: 'India' })],
			raw: made('India', 'exotel'),
		}),
	},
	{
		resource: 'trunk',
		operation: 'create',
		about: 'with a list of numbers from an expression',
		arrange: async () => ({
			input: { numbers: ['+12025550141', '', '+12025550142'] },
			parameters: {
				name: ' Berlin ',
				trunkType: 'twilio',
				address: 'example.pstn.twilio.com',
				phoneNumbers: '={{ $json.numbers }}',
				username: 'pbx-main',
				password: 'Own-Pass-Word 1',
			},
			sent: [
				[
					'POST /sip/create-outbound-trunk',
					{
						trunk_name: 'Berlin',
						trunk_type: 'twilio',
						trunk_config: {
							address: 'example.pstn.twilio.com',
							numbers: ['+12025550141', '+12025550142'],
							username: 'pbx-main',
							password: 'Own-Pass-Word 1',
						},
					},
				],
			],
			output: (id) => [trunkRow({ id, name: 'Berlin' })],
			raw: made('Berlin', 'twilio'),
		}),
	},
	{
		resource: 'trunk',
		operation: 'deactivate',
		arrange: async (nth) => {
			const { trunk_id: id } = await createTrunk(nth);
			return {
				parameters: { trunkId: id as string },
				sent: [[`DELETE /sip/deactivate/${String(id)}`]],
				output: [{ provider: 'vyom', id, deactivated: true }],
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'get',
		arrange: async (nth) => {
			const { trunk_id: id } = await createTrunk(nth);
			return {
				parameters: { trunkId: id as string },
				sent: [['GET /sip/list']],
				output: [trunkRow({ id, name: word(nth) })],
				raw: inList,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		arrange: async () => {
			const ids: string[] = [];
			for (const nth of [0, 1, 2]) ids.push(String((await createTrunk(nth)).trunk_id));
			await api.delete(`/sip/deactivate/${ids[0]}`);
			return {
				parameters: { limit: 5 },
				sent: [['GET /sip/list']],
				output: [
					trunkRow({ id: ids[1], name: 'Hamburg' }),
					trunkRow({ id: ids[2], name: 'Cologne' }),
				],
				raw: inList,
			};
		},
	},
	{
		resource: 'trunk',
		operation: 'getAll',
		about: 'by name',
		arrange: async () => {
			await createTrunk(0);
			const { trunk_id: id } = await createTrunk(2);
			return {
				parameters: { returnAll: true, filters: { nameContains: 'COL' } },
				sent: [['GET /sip/list']],
				output: [trunkRow({ id, name: 'Cologne' })],
				raw: inList,
			};
		},
	},
];

describeCases(bench, cases);
describeRules(bench, cases);
