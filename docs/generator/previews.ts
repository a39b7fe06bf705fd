import type { IDataObject } from 'n8n-workflow';
import {
	dispatchRuleRow,
	ipAccessControlEntryRow,
	listRow,
	originationUriRow,
	outboundVoiceProfileRow,
	phoneNumberRow,
	sipCredentialRow,
} from '../../nodes/SipTrunk/rows/others';
import { trunkRow } from '../../nodes/SipTrunk/rows/trunk';
import type { Operation, Provider } from '../../nodes/SipTrunk/contract/provider';
import type { ResourceName } from '../../nodes/SipTrunk/contract/resources';

/**
 * Output previews: what n8n's editor shows of a node that has not run yet, one JSON Schema per resource and operation.
 * The shapes are the same at every provider, so one file serves all.
 */

interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

type Shape = (reported: Record<string, unknown>) => object;

/** The shape of every resource's rows with Simplify on, behind the provider's name and the ID. */
const SHAPES: Record<Exclude<ResourceName, 'recording' | 'trunkConfiguration'>, Shape> = {
	trunk: trunkRow,
	phoneNumber: phoneNumberRow,
	sipCredential: sipCredentialRow,
	credentialList: listRow,
	dispatchRule: dispatchRuleRow,
	ipAccessControlEntry: ipAccessControlEntryRow,
	ipAccessControlList: listRow,
	originationUri: originationUriRow,
	outboundVoiceProfile: outboundVoiceProfileRow,
};

const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: ['string', 'null'] };
const flag: Schema = { type: 'boolean' };
const texts: Schema = { type: 'array', items: text };
const anything: Schema = { type: ['string', 'number', 'boolean', 'object', 'null'] };

/** Values of every kind that a shape may accept; what it lets through tells the type of a key. */
const PROBES: Array<{ values: unknown[]; schema: Schema }> = [
	{ values: [true], schema: { type: ['boolean', 'null'] } },
	{ values: [7], schema: { type: ['number', 'null'] } },
	{
		values: [['ip', 'credentials']],
		// The editor shows lists only where the type is nothing else.
		schema: { type: 'array', items: { type: 'string' } },
	},
	{
		values: ['any text', '2026-05-29T12:00:00Z', 'active', 'inbound', 'udp'],
		schema: textOrNull,
	},
];

/** The keys of a shape with their types, in order. */
function propertiesOf(shape: Shape): Record<string, Schema> {
	const empty = shape({}) as IDataObject;
	const properties = Object.fromEntries(
		Object.keys(empty).map((key) => {
			const accepts = (value: unknown) => {
				const row = shape({ [key]: value }) as IDataObject;
				return JSON.stringify(row[key]) !== JSON.stringify(empty[key]);
			};
			const probe = PROBES.find(({ values }) => values.some(accepts));
			if (probe === undefined) throw new Error(`No value is accepted for "${key}".`);
			// A key that has a value where nothing is reported is never null.
			return [key, empty[key] === null ? probe.schema : text];
		}),
	);
	return { provider: text, id: text, ...properties };
}

const recording = {
	provider: text,
	trunkId: textOrNull,
	mode: textOrNull,
	trim: textOrNull,
};

/** What operations add to the row of their resource. */
const ADDED: Record<string, Record<string, Schema>> = {
	'phoneNumber assign': { previousTrunkId: textOrNull, previousApplicationId: textOrNull },
	'sipCredential create': { password: text },
};

const list = (properties: Record<string, Schema>): Schema => ({
	type: 'array',
	items: { type: 'object', properties },
});

/** What every provider's configuration may have; its settings differ. */
const configuration: Record<string, Schema> = {
	provider: text,
	id: text,
	name: text,
	originationUris: list({
		uri: text,
		name: text,
		priority: { type: 'number' },
		weight: { type: 'number' },
		enabled: flag,
	}),
	sipCredentials: list({ username: text }),
	allowedAddresses: list({ address: text, name: text }),
	dispatchRules: list({ name: text, ruleType: text, room: text, agentName: text }),
	phoneNumbers: texts,
	notReadable: texts,
};

const entries = list({ what: text, name: text });

const plan: Record<string, Schema> = {
	provider: text,
	id: textOrNull,
	name: textOrNull,
	summary: text,
	changes: list({ action: text, what: text, name: text, before: anything, after: anything }),
	notSupported: list({
		what: text,
		name: text,
		wanted: anything,
		present: anything,
		reason: text,
	}),
	notReadable: texts,
	shared: entries,
	unmanaged: entries,
	digest: text,
	configuration: { type: 'object', properties: configuration },
	platform: {
		type: 'object',
		properties: {
			id: text,
			name: text,
			checked: text,
			source: text,
			uri: text,
			transport: text,
			mediaAddresses: texts,
			notes: texts,
			register: { type: 'object', properties: { method: text, url: text } },
			alsoRegister: list({ method: text, url: text }),
		},
	},
};

/** The same operations have other answers where a whole configuration is meant. */
const OF_CONFIGURATIONS: Record<string, Record<string, Schema>> = {
	get: configuration,
	plan,
	apply: {
		...plan,
		outcome: text,
		previous: { type: 'object', properties: configuration },
		sipCredentials: list({ username: text, passwordKnown: flag, password: text }),
	},
	check: {
		provider: text,
		id: text,
		name: textOrNull,
		overall: text,
		findings: list({ id: text, level: text, message: text, about: text, fix: text }),
	},
	delete: {
		provider: text,
		id: text,
		name: textOrNull,
		deleted: flag,
		summary: text,
		changes: plan.changes,
		shared: entries,
		digest: text,
		previous: { type: 'object', properties: configuration },
	},
};

/** Answers that are no rows: what every provider that has the operation tells. */
const ANSWERS: Record<string, Record<string, Schema>> = {
	delete: { provider: text, id: text, deleted: flag },
	removeFromTrunk: { provider: text, id: text, trunkId: text, deleted: flag },
	unassign: {
		provider: text,
		id: text,
		phoneNumber: text,
		previousTrunkId: textOrNull,
		deleted: flag,
	},
	deactivate: { provider: text, id: text, deactivated: flag },
	test: { provider: text, id: text, diagnosis: { type: 'object', properties: {} } },
};

function propertiesFor(resource: string, { value, returns }: Operation): Record<string, Schema> {
	if (resource === 'trunkConfiguration') return OF_CONFIGURATIONS[value];
	if (returns === 'answer') {
		const answer = ANSWERS[value];
		if (answer === undefined) throw new Error(`What "${value}" answers is not described.`);
		return answer;
	}
	const row =
		resource === 'recording' ? recording : propertiesOf(SHAPES[resource as keyof typeof SHAPES]);
	return { ...row, ...ADDED[`${resource} ${value}`] };
}

/** As Prettier writes it: tabs, short lists on one line. */
const written = (schema: Schema) =>
	`${JSON.stringify(schema, undefined, '\t')}\n`.replace(
		/\[\s+("[^\]]*")\s+\]/g,
		(_, entries: string) => `[${entries.replace(/,\s+/g, ', ')}]`,
	);

export const PREVIEW_FOLDER = 'nodes/SipTrunk/__schema__';

/** Every preview by its path. */
export function previews(providers: Provider[]): Map<string, string> {
	const files = new Map<string, string>();
	for (const { resources } of providers) {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const path = `${PREVIEW_FOLDER}/v1.0.0/${resource.value}/${operation.value}.json`;
				const properties = propertiesFor(resource.value, operation);
				files.set(path, written({ type: 'object', properties }));
			}
		}
	}
	return new Map([...files].sort(([a], [b]) => a.localeCompare(b, 'en')));
}
