import { violationsOf, type Violation } from '../../validation';

export interface TrunkBody {
	trunk_name: string;
	trunk_type: 'twilio' | 'exotel';
	trunk_config: Record<string, unknown>;
	passthrough_mode?: boolean;
	passthrough_webhook_url?: string | null;
}

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });

const bodyViolations = violationsOf({
	type: 'object',
	properties: {
		trunk_name: text(100),
		trunk_type: { type: 'string', enum: ['twilio', 'exotel'] },
		trunk_config: { type: 'object' },
		passthrough_mode: { type: 'boolean' },
		passthrough_webhook_url: { type: ['string', 'null'] },
	},
	required: ['trunk_name', 'trunk_type', 'trunk_config'],
});

/** The two shapes of `trunk_config`, in the order in which the server tries them. */
const configShapes = [
	{
		name: 'TwilioTrunkConfig',
		trunkType: 'twilio',
		violations: violationsOf({
			type: 'object',
			properties: {
				address: text(100),
				numbers: { type: 'array', items: { type: 'string' } },
				username: text(100),
				password: text(100),
			},
			required: ['address', 'numbers', 'username', 'password'],
		}),
	},
	{
		name: 'ExotelTrunkConfig',
		trunkType: 'exotel',
		violations: violationsOf({
			type: 'object',
			properties: {
				exotel_number: text(20),
				sip_host: { type: ['string', 'null'] },
				sip_port: { type: ['integer', 'null'] },
				sip_domain: { type: ['string', 'null'] },
			},
			required: ['exotel_number'],
		}),
	},
] as const;

/** One entry of `data.errors`; `input` is what was sent, secrets and all. */
export interface FieldError {
	type: string;
	loc: Array<string | number>;
	msg: string;
	input: unknown;
	ctx?: Record<string, unknown>;
}

function fieldError(violation: Violation, prefix: string[]): FieldError {
	const [type, msg] = wording(violation);
	return { type, loc: [...prefix, ...violation.path], msg, input: violation.value };
}

const typeNames: Record<string, [type: string, noun: string]> = {
	passthrough_mode: ['bool_type', 'boolean'],
	numbers: ['list_type', 'list'],
	sip_port: ['int_type', 'integer'],
};

/** The words of the validation library behind the real server. */
function wording({ path, keyword, limit, allowed, value }: Violation): [string, string] {
	switch (keyword) {
		case 'required':
			return ['missing', 'Field required'];
		case 'minLength':
			return ['string_too_short', `String should have at least ${limit} character`];
		case 'maxLength':
			return ['string_too_long', `String should have at most ${limit} characters`];
		case 'enum':
			return ['literal_error', `Input should be ${(allowed ?? []).map(quoted).join(' or ')}`];
		default:
			return wrongType(path.at(-1) ?? '', value);
	}
}

const quoted = (value: unknown): string => `'${String(value)}'`;

function wrongType(field: string, value: unknown): [string, string] {
	if (field === '') return ['model_attributes_type', 'Input should be a valid dictionary'];
	if (field === 'trunk_config') return ['model_type', 'Input should be a valid dictionary'];
	if (field === 'sip_port' && typeof value === 'number') {
		return [
			'int_from_float',
			'Input should be a valid integer, got a number with a fractional part',
		];
	}
	const [type, noun] = typeNames[field] ?? ['string_type', 'string'];
	return [type, `Input should be a valid ${noun}`];
}

/** Everything that is wrong with the body of a create request, as the server reports it. */
export function errorsOf(body: unknown): FieldError[] {
	// The server strips the name before it measures it.
	const measured = hasText(body) ? { ...body, trunk_name: body.trunk_name.trim() } : body;
	const errors = bodyViolations(measured)
		.filter(({ path, keyword }, index, all) => isFirst(path, keyword, index, all))
		.map((violation) => ({
			...fieldError(violation, ['body']),
			...(violation.keyword === 'required' ? { input: body } : {}),
		}));
	const config = configOf(body);
	if (config === undefined) return errors;

	const attempts = configShapes.map((shape) => ({ shape, found: shape.violations(config) }));
	const fitting = attempts.find(({ found }) => found.length === 0);
	if (fitting === undefined) {
		// No shape fits: the problems of both are told, whichever was meant.
		return [
			...errors,
			...attempts.flatMap(({ shape, found }) =>
				found.map((violation) => fieldError(violation, ['body', 'trunk_config', shape.name])),
			),
		];
	}
	if (errors.length > 0 || trunkTypeOf(body) === fitting.shape.trunkType) return errors;
	return [
		{
			type: 'value_error',
			loc: ['body'],
			msg: `Value error, trunk_config must match trunk_type '${trunkTypeOf(body)}'`,
			input: body,
			ctx: { error: {} },
		},
	];
}

/** A value of the wrong type is told once, not a second time for its length or its choices. */
function isFirst(path: string[], keyword: string, index: number, all: Violation[]): boolean {
	if (keyword === 'required') return true;
	const sameField = (other: Violation) => other.path.join('.') === path.join('.');
	return all.findIndex(sameField) === index;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const hasText = (body: unknown): body is Record<string, unknown> & { trunk_name: string } =>
	isObject(body) && typeof body.trunk_name === 'string';

const configOf = (body: unknown): Record<string, unknown> | undefined =>
	isObject(body) && isObject(body.trunk_config) ? body.trunk_config : undefined;

const trunkTypeOf = (body: unknown): unknown => (isObject(body) ? body.trunk_type : undefined);
