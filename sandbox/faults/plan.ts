import Ajv, { type SchemaObject, type ValidateFunction } from 'ajv';
import { providerNames } from '../providers';
import type { FaultKind } from './fault';

const whole = { type: 'integer', minimum: 0 };
const atLeastOne = { type: 'integer', minimum: 1 };
const milliseconds = { type: 'number', minimum: 0 };
const statusCode = { type: 'integer', minimum: 200, maximum: 599 };
const when = { enum: ['before', 'after'] };
const retryAfter = { anyOf: [whole, { type: 'string', pattern: '^(none|date:\\d+)$' }] };

const matchProperties: Record<string, SchemaObject> = {
	provider: { enum: [...providerNames] },
	method: { type: 'string', minLength: 1 },
	path: { type: 'string', format: 'regex' },
	after: whole,
	times: { type: 'integer', minimum: 1, nullable: true },
	probability: { type: 'number', minimum: 0, maximum: 1 },
	seed: { type: 'integer' },
};

/** What each kind takes besides the properties above; those in the second place are required. */
const kindProperties: Record<FaultKind, [Record<string, SchemaObject>, string[]]> = {
	latency: [{ ms: milliseconds, jitterMs: milliseconds }, ['ms']],
	status: [
		{
			status: statusCode,
			body: {},
			headers: { type: 'object', additionalProperties: { type: 'string' } },
			when,
		},
		['status'],
	],
	tooManyRequests: [{ retryAfter }, []],
	refuse: [{ forMs: milliseconds }, ['forMs']],
	resetBefore: [{}, []],
	resetAfter: [{}, []],
	cut: [{}, []],
	trickle: [{ ms: milliseconds, bytes: atLeastOne }, ['ms']],
	endless: [{ ms: milliseconds, bytes: atLeastOne }, ['ms']],
	gzipBomb: [{ bytes: atLeastOne }, ['bytes']],
	redirect: [{ to: { type: 'string', minLength: 1 }, status: statusCode }, ['to']],
	emptyBody: [{ when }, []],
	htmlBody: [{ when }, []],
	truncatedJson: [{}, []],
	successFalse: [{ when }, []],
	wrongContentType: [{ contentType: { type: 'string', minLength: 1 } }, []],
	hugeBody: [{ bytes: atLeastOne }, ['bytes']],
	deepBody: [{ levels: atLeastOne }, ['levels']],
	otherThing: [{}, []],
	rewriteKeys: [
		{
			keys: { type: 'array', items: { type: 'string' }, minItems: 1 },
			value: {},
			rowsWith: { type: 'string' },
		},
		['keys'],
	],
	twin: [{ set: { type: 'object' } }, []],
	clock: [{ seconds: { type: 'number' }, headerSeconds: { type: 'number' } }, ['seconds']],
	repeatPage: [{}, []],
	lieTotal: [{ total: whole }, ['total']],
	unknownEnums: [{}, []],
	concurrencyLimit: [{ max: atLeastOne }, ['max']],
	rateLimit: [{ perSecond: atLeastOne, retryAfter }, ['perSecond']],
};

const isKind = (name: string): name is FaultKind => Object.hasOwn(kindProperties, name);

/** A clock is the provider's, whatever is asked. */
const matchOf = (kind: string) =>
	kind === 'clock' ? { provider: matchProperties.provider } : matchProperties;

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('regex', isRegularExpression);

const validators = new Map<FaultKind, ValidateFunction>();

/** Compiled when it is first needed. */
function validatorFor(kind: FaultKind): ValidateFunction {
	const known = validators.get(kind);
	if (known !== undefined) return known;
	const [properties, required] = kindProperties[kind];
	const validate = ajv.compile({
		type: 'object',
		properties: { kind: { const: kind }, ...matchOf(kind), ...properties },
		required: ['kind', ...required],
		additionalProperties: false,
	});
	validators.set(kind, validate);
	return validate;
}

function isRegularExpression(source: string): boolean {
	try {
		return new RegExp(source) instanceof RegExp;
	} catch {
		return false;
	}
}

/** Everything that is wrong with a plan of faults; empty if it can be used. */
export function problemsOfPlan(plan: unknown): string[] {
	if (!Array.isArray(plan)) return ['the plan must be an array of faults'];
	return plan.flatMap((fault: unknown, index) =>
		problemsOfFault(fault).map((problem) => `faults[${index}]: ${problem}`),
	);
}

function problemsOfFault(fault: unknown): string[] {
	if (typeof fault !== 'object' || fault === null || Array.isArray(fault)) {
		return ['must be an object'];
	}
	const kind: unknown = 'kind' in fault ? fault.kind : undefined;
	if (typeof kind !== 'string' || !isKind(kind)) {
		return [
			`unknown kind ${JSON.stringify(kind) ?? 'undefined'}; known: ${Object.keys(kindProperties).join(', ')}`,
		];
	}
	return messagesOf(validatorFor(kind), fault).map((message) => `(${kind}) ${message}`);
}

function messagesOf(validate: ValidateFunction, fault: object): string[] {
	// JSON knows no Infinity; in process both spellings of "without end" are welcome.
	const endless = 'times' in fault && fault.times === Infinity;
	validate(endless ? { ...fault, times: null } : fault);
	return (validate.errors ?? []).map(({ instancePath, message, params }) => {
		const subject = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')} `;
		const detail = params.additionalProperty ?? params.allowedValues?.join(', ');
		return `${subject}${message}${detail === undefined ? '' : `: ${detail}`}`;
	});
}
