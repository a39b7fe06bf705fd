import type { Sandbox } from '../../../sandbox/index';
import { tryVoxAccount } from '../../../sandbox/providers/tryVox/account';
import { longAgo, nameOf, TRUNKS, usernameOf, type Belongings, type Thing } from '../../account';
import type { Simulated } from '../../api';
import { said, type ErrorAnswer } from '../../errors';
import type { NumberFacts } from '../../numbers';
import { strongPassword } from '../../passwords';
import type { PickerFacts } from '../../pickers';
import type { ProviderFacts } from '../../providerFacts';
import { configuration } from './configuration';

const path = `/account/${tryVoxAccount.accountId}`;

function furnish(sandbox: Sandbox): Belongings {
	const { trunks, credentials, numbers } = sandbox.state('tryVox');
	sandbox.seedTrunks('tryVox', TRUNKS);
	const ids = trunks.all().map(({ id }) => id);
	trunks.all().forEach((trunk, number) => {
		trunk.name = nameOf(number);
		trunk.termination_uri = `sip:${tryVoxAccount.apiKey}@example.net`;
		trunk.created_at = longAgo.toISOString();
		credentials.add({
			id: `cred_old${number}`,
			trunk_id: trunk.id,
			username: usernameOf(number),
			created_at: longAgo.toISOString(),
		});
	});
	const e164 = numbers.all().map((number) => number.e164);
	numbers.all()[1].trunk_id = ids[0];
	return {
		trunkId: (_, number) => ids[number % TRUNKS],
		phoneNumber: (_, number) => e164[number % 3],
	};
}

function things(sandbox: Sandbox): Thing[] {
	const { trunks, credentials, ipAcl, numbers } = sandbox.state('tryVox');
	return [
		...trunks.all().map((trunk) => ({
			kind: 'trunk',
			id: trunk.id,
			label: trunk.name,
			value: JSON.stringify(trunk),
		})),
		...credentials.all().map((credential) => ({
			kind: 'sipCredential',
			id: credential.id,
			label: credential.username,
			parent: credential.trunk_id,
			value: '',
		})),
		...ipAcl.all().map((entry) => ({
			kind: 'ipAccessControlEntry',
			id: entry.id,
			label: entry.cidr,
			parent: entry.trunk_id,
			value: '',
		})),
		...numbers.all().map((number) => ({
			kind: 'phoneNumber',
			id: number.e164,
			label: number.e164,
			parent: number.trunk_id ?? undefined,
			value: '',
		})),
	];
}

const error = (
	status: number,
	code: string,
	words: string,
	advises: string,
	details?: Array<{ field: string; reason: string }>,
): ErrorAnswer => ({
	status,
	body: { error: { code, message: words, details } },
	says: said(
		'TryVox',
		{ status, code },
		[words, ...(details ?? []).map(({ field, reason }) => `${field} ${reason}`)].join('; '),
	),
	advises,
	code,
});

const errors: ErrorAnswer[] = [
	error(400, 'VALIDATION_FAILED', 'Request validation failed', 'fields that the message names', [
		{ field: 'auth_type', reason: 'must be ip or credential' },
		{ field: 'name', reason: 'is required' },
	]),
	error(401, 'UNAUTHORIZED', 'Invalid or missing API key', 'tvx_sk_'),
	error(403, 'FORBIDDEN', 'The API key has no access to this account', 'Account ID'),
	error(404, 'NOT_FOUND', 'Resource not found', 'Check the ID'),
	error(422, 'VERIFICATION_FAILED', 'Verification failed', 'the message names'),
	error(429, 'RATE_LIMITED', 'Too many requests', "'Requests in Parallel'"),
	error(429, 'MAX_ATTEMPTS_EXCEEDED', 'Too many attempts', "'Requests in Parallel'"),
	error(500, 'INTERNAL_ERROR', 'Internal server error', 'Try again later'),
	error(502, 'DELIVERY_FAILED', 'Delivery failed', 'Try again later'),
];

async function withoutNumbers({ sandbox }: Simulated): Promise<Record<string, string>> {
	const { numbers } = sandbox.state('tryVox');
	for (const { e164 } of [...numbers.all()]) numbers.delete(e164);
	return {};
}

const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async ({ api }) => {
			const create = async (name: string) =>
				await api.post(`${path}/trunks`, { name, auth_type: 'ip' });
			const [berlin, hamburg] = [await create('Berlin'), await create('Hamburg')];
			return {
				offered: [berlin, hamburg].map(({ name, id, sip_domain: domain }) => ({
					name: `${String(name)} (${String(domain)})`,
					value: id,
				})),
				second: 'BURG',
			};
		},
	},
	{
		resource: 'phoneNumber',
		empty: withoutNumbers,
		arrange: async ({ api }) => {
			const trunk = await api.post(`${path}/trunks`, { name: 'x', auth_type: 'ip' });
			await api.post(`${path}/numbers/+18005550111/assign`, { trunk_id: trunk.id });
			return {
				offered: [
					['+12025550110', 'free'],
					['+18005550111', `on trunk ${String(trunk.id)}`],
					['+442079460112', 'on application app_9z8y7x'],
					['+61491570156', 'free'],
					['+910055500114', 'free'],
				].map(([number, route]) => ({ name: `${number} (${route})`, value: number })),
				second: 'ON TRUNK',
			};
		},
	},
];

const numbers: NumberFacts = {
	trunks: `${path}/trunks`,
	trunkId: 'id',
	free: '+12025550110',
	onApplication: '+442079460112',
	applicationId: 'app_9z8y7x',
	row: { number: 'e164', routes: ['trunk_id', 'application_id'] },
	trunkOf: ({ sandbox }, number) => sandbox.state('tryVox').numbers.get(number)?.trunk_id,
	trunk: (name) => ({ name, auth_type: 'ip' }),
	changesToMove: ['POST'],
	assignment: /^POST \/v1\/account\/\w+\/numbers\/\+\d+\/assign$/,
};

export const tryVox: ProviderFacts = {
	texts: {
		product: 'TryVox',
		documentation: 'https://docs.tryvox.io',
		cannot:
			'SIP credentials and IP access control entries cannot be changed or deleted, and entries cannot be listed. Numbers cannot be taken off a trunk, only moved to another.',
		youEnter: 'Account ID, API Key',
	},
	offers: {
		trunk: 'create delete get getAll test update',
		trunkConfiguration: 'apply check delete get plan',
		sipCredential: 'create getAll',
		ipAccessControlEntry: 'create',
		phoneNumber: 'assign getAll',
	},
	createdForGood: {
		sipCredential: 'change or delete the SIP credential afterwards',
		ipAccessControlEntry: 'change or delete the IP access control entry afterwards',
	},
	api: { bodies: 'json', updates: 'PUT', trunks: `${path}/trunks` },
	credential: { test: 'GET /v1/account/acc_1a2b3c/trunks', whereabouts: /dashboard.*tvx_sk_/ },
	filledIn: { name: 'Berlin office' },
	account: { furnish, things },
	errors,
	pickers,
	passwords: [
		{
			resource: 'sipCredential',
			operation: 'create',
			arrange: async ({ api }) => {
				const trunk = await api.post(`${path}/trunks`, { name: 'Berlin', auth_type: 'credential' });
				return { trunkId: String(trunk.id), username: 'pbx' };
			},
			generated: { sentAs: 'password', rule: strongPassword, weak: [] },
		},
	],
	configuration,
	numbers,
};
