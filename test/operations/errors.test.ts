import type { IDataObject } from 'n8n-workflow';
import { badGateway, type Fault, type ProviderName } from '../../sandbox/index';
import { byId, descriptionOf, useBenches, type Bench } from './support';

/**
 * What a user reads when a provider says no: each provider's documented error bodies, and what anybody in between
 * may answer instead.
 */

const benches = useBenches();
const list = { resource: 'trunk', operation: 'getAll' };
/** Every shape is tried once, however often it would be asked again. */
const once = { options: { maxRetries: 0 } };

interface Shape {
	status: number;
	body: unknown;
	/** Exactly the message. */
	says: string;
	/** A part of what to do about it. */
	advises: string;
	code: string | null;
	requestId?: string;
}

const twilio = (status: number, code: number, words: string, advises: string): Shape => ({
	status,
	body: {
		code,
		message: words,
		more_info: `https://www.twilio.com/docs/errors/${code}`,
		status,
	},
	says:
		status === 401
			? `Twilio refused the key (HTTP 401, code ${code}): ${words}.`
			: `Twilio answered HTTP ${status}, code ${code}: ${words}.`,
	advises,
	code: String(code),
});

const twilioShapes: Shape[] = [
	twilio(401, 20003, 'Authentication Error - invalid username', 'API Key SID'),
	twilio(400, 20001, 'Unknown parameters', 'what the message names'),
	twilio(400, 20002, 'Invalid FriendlyName', 'what the message names'),
	twilio(405, 20004, 'Method not allowed', 'API Base URL'),
	twilio(403, 20005, 'Account not active', 'console'),
	twilio(403, 20006, 'Access denied', 'permission'),
	twilio(400, 20007, 'Page size too large', 'what the message names'),
	twilio(403, 20008, 'Resource not accessible with Test Account Credentials', 'permission'),
	twilio(403, 20403, 'Forbidden', 'permission'),
	twilio(404, 20404, 'The requested resource /v1/Trunks was not found', 'Check the SID'),
	twilio(409, 20409, 'Conflict', 'what exists'),
	twilio(409, 20162, 'Resource is being updated', 'Try again later'),
	twilio(400, 20422, 'Invalid parameter', 'what the message names'),
	twilio(400, 20423, 'Invalid SID', 'what the message names'),
	twilio(429, 20429, 'Too Many Requests', "'Requests in Parallel'"),
	twilio(500, 20500, 'Internal Server Error', 'Try again later'),
	twilio(503, 20503, 'Service Unavailable', 'Try again later'),
	twilio(400, 21481, 'Invalid PageToken', 'what the message names'),
	twilio(400, 21244, 'Account trunk limit reached', '100, or 1 on a trial account'),
	twilio(400, 21245, 'Trunk validation', 'list what the trunk has'),
	twilio(400, 21247, 'Trunk dependencies', 'subdomains'),
	twilio(400, 21248, 'Domain name is taken', 'up to 30 days'),
	twilio(400, 21249, 'Too many origination URLs', 'delete one first'),
	twilio(400, 21251, 'CPS change not allowed', 'what the message names'),
	twilio(400, 21252, 'Invalid region', 'what the message names'),
	twilio(400, 21634, 'Emergency calling', 'emergency calling off'),
	twilio(400, 21235, 'Name or address repeated', 'in use already'),
	twilio(400, 21236, 'List is mapped', 'from what uses it'),
	twilio(400, 21237, 'Too many addresses', 'remove addresses'),
	twilio(400, 21255, 'Too many lists', 'delete one first'),
	twilio(400, 21239, 'Too many credential lists', 'delete one that is not used'),
	twilio(400, 21240, 'Validation failed', 'at least 12 characters'),
	twilio(400, 21241, 'List is mapped', 'from what uses it'),
	twilio(400, 21242, 'Too many credentials', 'remove SIP credentials'),
	twilio(400, 21243, 'Credential parameter wrong', 'User Name and Password'),
	{
		...twilio(400, 20001, 'Missing parameter', 'what the message names'),
		body: {
			code: 20001,
			message: 'Missing parameter',
			more_info: 'https://www.twilio.com/docs/errors/20001',
			status: 400,
			details: { FriendlyName: 'sent by the client' },
		},
	},
];

const miniVoice = (status: number, code: string, words: string, advises: string): Shape => ({
	status,
	body: { error: { code, message: words } },
	says:
		status === 401
			? `MiniVoice refused the key (HTTP 401, code ${code}): ${words}.`
			: `MiniVoice answered HTTP ${status}, code ${code}: ${words}.`,
	advises,
	code,
});

const miniVoiceShapes: Shape[] = [
	miniVoice(400, 'invalid_request', 'proxy is required', 'what the message names'),
	miniVoice(400, 'invalid_json', 'request body is not valid JSON', 'what the message names'),
	miniVoice(401, 'unauthorized', 'missing or invalid API key', 'mv_live_'),
	miniVoice(402, 'insufficient_balance', 'balance too low', 'balance'),
	miniVoice(403, 'spend_control_exceeded', 'spend control', 'permission'),
	miniVoice(404, 'not_found', 'resource not found', 'Check the ID'),
	miniVoice(404, 'call_not_found', 'call not found', 'Check the ID'),
	miniVoice(409, 'gateway_name_exists', 'gateway_name already exists', 'another Gateway Name'),
	miniVoice(409, 'inbound_ip_exists', 'inbound_ip already exists', 'another Inbound IP'),
	miniVoice(429, 'cps_limit_reached', 'too many requests', "'Requests in Parallel'"),
	miniVoice(429, 'concurrent_call_limit_reached', 'too many calls', "'Requests in Parallel'"),
	miniVoice(500, 'internal_error', 'something went wrong', 'Try again later'),
	miniVoice(502, 'originate_failed', 'no answer from the carrier', 'Try again later'),
];

const tryVox = (
	status: number,
	code: string,
	words: string,
	advises: string,
	details?: Array<{ field: string; reason: string }>,
): Shape => ({
	status,
	body: { error: { code, message: words, details } },
	says: [
		status === 401
			? `TryVox refused the key (HTTP 401, code ${code}): ${words}`
			: `TryVox answered HTTP ${status}, code ${code}: ${words}`,
		...(details ?? []).map(({ field, reason }) => `; ${field} ${reason}`),
		'.',
	].join(''),
	advises,
	code,
});

const tryVoxShapes: Shape[] = [
	tryVox(400, 'VALIDATION_FAILED', 'Request validation failed', 'fields that the message names', [
		{ field: 'auth_type', reason: 'must be ip or credential' },
		{ field: 'name', reason: 'is required' },
	]),
	tryVox(401, 'UNAUTHORIZED', 'Invalid or missing API key', 'tvx_sk_'),
	tryVox(403, 'FORBIDDEN', 'The API key has no access to this account', 'Account ID'),
	tryVox(404, 'NOT_FOUND', 'Resource not found', 'Check the ID'),
	tryVox(422, 'VERIFICATION_FAILED', 'Verification failed', 'the message names'),
	tryVox(429, 'RATE_LIMITED', 'Too many requests', "'Requests in Parallel'"),
	tryVox(429, 'MAX_ATTEMPTS_EXCEEDED', 'Too many attempts', "'Requests in Parallel'"),
	tryVox(500, 'INTERNAL_ERROR', 'Internal server error', 'Try again later'),
	tryVox(502, 'DELIVERY_FAILED', 'Delivery failed', 'Try again later'),
];

const echoed = 'Sent-By-The-Client-1';

const vobizEnvelope = (code: string, message: string, details?: IDataObject): IDataObject => ({
	status: 'error',
	error: { code, message, details },
	timestamp: '2025-10-12T10:30:00.000Z',
	requestId: 'req_1a2b3c',
});

const vobiz = (
	status: number,
	code: string,
	words: string,
	advises: string,
	details?: IDataObject,
): Shape => ({
	status,
	body: vobizEnvelope(code, words, details),
	says:
		status === 401
			? `Vobiz refused the key (HTTP 401, code ${code}): ${words}.`
			: `Vobiz answered HTTP ${status}, code ${code}: ${words}.`,
	advises,
	code,
	requestId: 'req_1a2b3c',
});

const vobizShapes: Shape[] = [
	vobiz(401, 'INVALID_CREDENTIALS', 'Invalid authentication credentials', 'Auth'),
	vobiz(401, 'TOKEN_EXPIRED', 'Token has expired', 'Auth'),
	vobiz(402, 'INSUFFICIENT_BALANCE', 'Insufficient balance', 'balance'),
	vobiz(402, 'PAYMENT_FAILED', 'Payment failed', 'a'),
	vobiz(403, 'ACCOUNT_INACTIVE', 'Account is inactive', 'a'),
	vobiz(404, 'TRUNK_NOT_FOUND', 'SIP trunk not found', 'Check', { trunkId: 'x' }),
	vobiz(409, 'DUPLICATE_USERNAME', 'Username already exists in this account', 'user name', {
		username: echoed,
	}),
	vobiz(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests', "'Requests in Parallel'", {
		limitType: 'requests',
		limit: 100,
		current: 101,
		retryAfter: 1,
	}),
	{
		status: 422,
		body: vobizEnvelope('VALIDATION_ERROR', 'Validation failed', {
			errors: [
				{ field: 'name', message: 'is required', code: 'REQUIRED', value: null },
				{ field: 'password', message: 'is too short', code: 'INVALID', value: echoed },
			],
		}),
		says: 'Vobiz answered HTTP 422, code VALIDATION_ERROR: Validation failed; name is required; password is too short.',
		advises: 'message names',
		code: 'VALIDATION_ERROR',
		requestId: 'req_1a2b3c',
	},
	{
		status: 404,
		body: { error: 'Number not found', message: 'The number is not in this account.' },
		says: 'Vobiz answered HTTP 404: The number is not in this account.',
		advises: 'Check',
		code: null,
	},
	{
		status: 400,
		body: { error: 'invalid request', message: 'This number is already assigned to a trunk.' },
		says: 'Vobiz answered HTTP 400: This number is already assigned to a trunk.',
		advises: 'a',
		code: null,
	},
	{
		status: 404,
		body: { error: 'IP ACL not found', code: 404 },
		says: 'Vobiz answered HTTP 404, code 404: IP ACL not found.',
		advises: 'Check',
		code: '404',
	},
	{
		status: 400,
		body: { api_id: 'a1b2', error: 'invalid webhook_url', message: 'Must be public.' },
		says: 'Vobiz answered HTTP 400: Must be public.',
		advises: 'a',
		code: null,
		requestId: 'a1b2',
	},
	{
		status: 404,
		body: { api_id: 'a1b2', error: 'Credential not found' },
		says: 'Vobiz answered HTTP 404: Credential not found.',
		advises: 'Check',
		code: null,
		requestId: 'a1b2',
	},
	{
		status: 403,
		body: { status: 'error', message: 'Not allowed' },
		says: 'Vobiz answered HTTP 403: Not allowed.',
		advises: 'a',
		code: null,
	},
];

const vyom = (status: number, body: IDataObject, words: string, advises: string): Shape => ({
	status,
	body,
	says:
		status === 401
			? `Vyom refused the key (HTTP 401): ${words}.`
			: `Vyom answered HTTP ${status}: ${words}.`,
	advises,
	code: null,
});

const vyomEnvelope = (message: string): IDataObject => ({ success: false, message, data: {} });

const vyomShapes: Shape[] = [
	vyom(
		400,
		vyomEnvelope('Trunk is already deactivated'),
		'Trunk is already deactivated',
		'message',
	),
	vyom(401, vyomEnvelope('Not authenticated'), 'Not authenticated', 'lvk_'),
	vyom(401, vyomEnvelope('Invalid or inactive API key'), 'Invalid or inactive API key', 'lvk_'),
	vyom(404, vyomEnvelope('Trunk not found'), 'Trunk not found', 'trunk ID'),
	vyom(404, { detail: 'Not Found' }, 'Not Found', 'API Base URL'),
	vyom(405, { detail: 'Method Not Allowed' }, 'Method Not Allowed', 'API Base URL'),
	vyom(409, vyomEnvelope('Number taken'), 'Number taken', 'what exists'),
	vyom(
		500,
		vyomEnvelope('Failed to create outbound trunk in LiveKit: unreachable'),
		'Failed to create outbound trunk in LiveKit: unreachable',
		'Try again later',
	),
	vyom(
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
	vyom(
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

const shapes: Record<ProviderName, Shape[]> = {
	miniVoice: miniVoiceShapes,
	tryVox: tryVoxShapes,
	twilio: twilioShapes,
	vobiz: vobizShapes,
	vyom: vyomShapes,
};

describe.each(benches.map((bench) => ({ name: bench.provider.name, bench })))(
	'$name says no',
	({ bench }) => {
		const { provider } = bench;

		it.each(shapes[provider.value])('$status $code: $says', async (shape) => {
			const { status, body, says, advises, code, requestId } = shape;
			bench.faults({ kind: 'status', status, body, times: null });
			const stopped = await bench.run(list, once);
			const { name, message, httpCode } = (stopped.error ?? {}) as IDataObject;
			expect({ name, message, httpCode }).toEqual({
				name: 'NodeApiError',
				message: says,
				httpCode: String(status),
			});
			expect(descriptionOf(stopped)).toContain(advises);
			expect(stopped.stored).not.toContain(echoed);
			expect(bench.sent()).toHaveLength(1);

			const continued = await bench.run(list, once, { onError: 'continueRegularOutput' });
			const [{ json }] = continued.items;
			expect(json.error).toContain(says);
			expect(json.error).toContain(advises);
			expect(json.details).toMatchObject({
				provider: provider.value,
				status,
				code,
				...(requestId === undefined ? {} : { requestId }),
			});
			expect(continued.stored).not.toContain(echoed);
		});

		const answers: Array<{ what: string; fault: Fault; says: RegExp; advises: string }> = [
			{
				what: 'a page of a gateway',
				fault: badGateway(),
				says: /^\w+ answered HTTP 502: the provider could not be reached by its gateway\.$/,
				advises: 'Try again later',
			},
			{
				what: 'a text in place of JSON',
				fault: { kind: 'status', status: 503, body: 'upstream connect error' },
				says: /^\w+ answered HTTP 503: the provider is unavailable\.$/,
				advises: 'Try again later',
			},
			{
				what: 'an empty body with an error',
				fault: { kind: 'status', status: 500, body: '' },
				says: /^\w+ answered HTTP 500: the provider failed\.$/,
				advises: 'Try again later',
			},
			{
				what: 'an empty body with a refused key',
				fault: { kind: 'status', status: 401, body: '' },
				says: /^\w+ refused the key \(HTTP 401\)\.$/,
				advises: 'credential',
			},
			{
				what: 'JSON of another shape',
				fault: { kind: 'status', status: 404, body: { fault: { faultstring: echoed } } },
				says: /^\w+ answered HTTP 404: there is no such thing, or it belongs to another account\.$/,
				advises: 'Check',
			},
			{
				what: 'a list as an error',
				fault: { kind: 'status', status: 409, body: [echoed] },
				says: /^\w+ answered HTTP 409: it conflicts with what exists\.$/,
				advises: 'what exists',
			},
			{
				what: 'a status that nobody has heard of',
				fault: { kind: 'status', status: 418, body: '' },
				says: /^\w+ answered HTTP 418: status 418\.$/,
				advises: 'API Base URL',
			},
			{
				what: 'a redirect',
				fault: { kind: 'redirect', to: 'https://elsewhere.example.com/v1/Trunks' },
				says: /^\w+ answered with a redirect to https:\/\/elsewhere\.example\.com, which is not followed/,
				advises: 'API Base URL',
			},
			{
				what: 'a web page with status 200',
				fault: { kind: 'htmlBody' },
				says: /^\w+ answered with a web page instead of JSON\.$/,
				advises: 'API Base URL',
			},
			{
				what: 'JSON that breaks off',
				fault: { kind: 'truncatedJson' },
				says: /^\w+ answered with JSON that is incomplete or damaged\.$/,
				advises: 'API Base URL',
			},
			{
				what: 'a failure with status 200',
				fault: { kind: 'successFalse' },
				says: /^\w+ answered HTTP 200: the request was not carried out\.$/i,
				advises: 'message',
			},
			{
				what: 'nothing with status 200',
				fault: { kind: 'emptyBody' },
				says: /^\w+ answered with an empty text\.$/,
				advises: 'API Base URL',
			},
			{
				what: 'no answer but the end of the connection',
				fault: { kind: 'resetBefore' },
				says: /^The connection to \w+ at http:\/\/127\.0\.0\.1:\d+ broke before an answer arrived/,
				advises: 'Try again later',
			},
		];

		it.each(answers)('$what', async ({ fault, says, advises }) => {
			bench.faults({ ...fault, times: null });
			const run = await bench.run(list, once);
			expect(run).toMatchObject({ status: 'error', items: [] });
			expect(run.error?.message).toMatch(says);
			expect(descriptionOf(run)).toContain(advises);
			expect(run.stored).not.toContain(echoed);
		});

		it('is not reached at all', async () => {
			bench.faults({ kind: 'refuse', forMs: 60_000, provider: provider.value });
			const run = await bench.run(list, once);
			expect(run.error?.message).toMatch(
				new RegExp(`^${provider.name} cannot be reached at http://127\\.0\\.0\\.1:\\d+`),
			);
			expect(descriptionOf(run)).toContain('Check the API Base URL');
			expect(bench.sent()).toEqual([]);

			bench.sandbox.clearFaults();
			const later = await bench.run(list, {});
			expect(later.status).toBe('success');
		});
	},
);

it('says how long it has waited for an answer', async () => {
	const slowRun = async (bench: Bench) => {
		const run = await bench.run(list, { options: { timeout: 1, maxRetries: 0 } });
		expect(run.error?.message).toBe(`${bench.provider.name} did not answer within 1 seconds.`);
		expect(descriptionOf(run)).toContain("raise 'Timeout'");
	};
	benches[0].faults({ kind: 'latency', ms: 1500, times: null });
	await Promise.all(benches.map(slowRun));
});

it('masks a SIP password that a provider repeats', async () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
	const sipPassword = `${echoed}-"&ü`;
	bench.faults({
		kind: 'status',
		status: 400,
		method: 'POST',
		times: null,
		body: { code: 21243, message: `Password=${encodeURIComponent(sipPassword)} (${sipPassword})` },
	});
	const run = await bench.run(
		{ resource: 'sipCredential', operation: 'create' },
		{
			credentialListId: byId(`CL${'0d'.repeat(16)}`),
			username: 'pbx',
			generatePassword: false,
			password: sipPassword,
		},
		{ onError: 'continueRegularOutput' },
	);
	expect(run.items[0].json.error).toMatch(
		/^Twilio answered HTTP 400, code 21243: Password=\[redacted\] \(\[redacted\]\)\./,
	);
	expect(run.stored).not.toContain(echoed);
});
