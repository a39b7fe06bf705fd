import type {
	IDataObject,
	INodeParameters,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';
import type { Field } from '../../nodes/SipTrunk/contract/provider';
import type { RegisteredProvider } from '../../nodes/SipTrunk/providers';
import { toolDescription } from '../../nodes/SipTrunk/form/toolDescriptions';
import {
	byId,
	fieldsOf,
	operationsOf,
	providers,
	worksAlone,
	type Choice,
} from '../operations/support';
import type { Belongings, Thing } from '../../facts/account';
import { facts } from '../../facts/index';
import { useSandbox } from '../sandbox/support';
import { useTool } from '../support/tool';

/** The node as a tool of an AI agent: what a model can fill in, what it is told, what comes back to it. */

const bench = useSandbox();

/** What a model could answer, by field. IDs come from the account. */
const samples: IDataObject = {
	address: 'front-desk.pstn.twilio.com',
	authType: 'credential',
	direction: 'outbound',
	enabled: false,
	generatePassword: true,
	ipAddress: '11.22.33.99',
	maxConcurrentCalls: 12,
	name: 'Front desk',
	password: 'Front_Desk_1',
	phoneNumbers: '+1 555 555 0101',
	priority: 2,
	proxy: 'sip.example.net',
	recordingMode: 'record-from-answer',
	sipUri: 'sip:pbx.example.com',
	trunkType: 'twilio',
	username: 'frontdesk',
};

/** What the facts of a provider say about it as a tool. */
const toolFactsOf = ({ value }: RegisteredProvider) => facts[value].tool ?? {};

interface Case {
	title: string;
	provider: RegisteredProvider;
	choice: Choice;
	answers: IDataObject;
	/** Required fields that the form shows with these answers. */
	fields: Field[];
	/** What an update changes; it needs at least one field. */
	change?: Field;
}

const allowedBy = ({ showWhen }: Field, answers: IDataObject) =>
	Object.entries(showWhen ?? {}).every(([name, allowed]) =>
		allowed.some((value) => value === answers[name]),
	);

/** One case per operation, and one more per answer that changes which fields are required. */
const cases: Case[] = providers.flatMap((provider) =>
	operationsOf(provider)
		.filter(worksAlone)
		.flatMap((choice) => {
			const required = fieldsOf(choice).filter((field) => field.required);
			const deciding = required.flatMap(({ showWhen }) => Object.entries(showWhen ?? {}));
			const decisions = deciding.flatMap(([name, allowed]) =>
				allowed.filter((value) => value !== samples[name]).map((value) => ({ [name]: value })),
			);
			const updates = fieldsOf(choice).filter(({ name }) => name === 'updateFields');
			const { resource, operation } = choice;
			const place = `${resource.value} ${operation.value}`;
			const title = `${provider.value} ${place}`;
			const telling = toolFactsOf(provider).changes?.[place];
			const known = { ...facts[provider.value].sampleValues, ...samples };
			const changeWith = (answers: IDataObject) =>
				updates
					.flatMap(({ options = [] }) => options as Field[])
					.filter((field) => allowedBy(field, answers))
					.find(({ name }) => (telling === undefined ? name in known : name === telling));
			return [{}, ...decisions].map((decision): Case => {
				const answers: IDataObject = {
					...facts[provider.value].sampleValues,
					...samples,
					...toolFactsOf(provider).answers,
					...(resource.value === 'trunk' && { phoneNumber: '+910055500121' }),
					...decision,
				};
				const fields = required.filter((field) => allowedBy(field, answers));
				const decided = Object.entries(decision).map((entry) => entry.join(' '));
				const change = changeWith(answers);
				return { title: [title, ...decided].join(', '), provider, choice, answers, fields, change };
			});
		}),
);

function idFrom(
	account: Belongings,
	{ provider, choice }: Pick<Case, 'provider' | 'choice'>,
	field: Field,
	chosen: IDataObject = {},
) {
	const place = `${choice.resource.value} ${choice.operation.value}`;
	const [of, number] = toolFactsOf(provider).things?.[place]?.[field.name] ?? [0, 0];
	const id = account[`${choice.resource.value} ${field.name}`] ?? account[field.name];
	return id(of, number, chosen);
}

/** A model fills in the field, under its name. */
const fromAi = ({ name, description, displayName, type }: Field) => {
	const kind = ['number', 'boolean'].includes(type) ? type : 'string';
	return `={{ $fromAI('${name}', ${JSON.stringify(description ?? displayName)}, '${kind}') }}`;
};

/** The tool as somebody sets it up who leaves every required field to the model. */
function leftToModel({ provider, choice, fields, change }: Case): INodeParameters {
	const filled = fields.map((field): [string, NodeParameterValueType] => [
		field.name,
		field.type === 'resourceLocator' ? byId(fromAi(field)) : fromAi(field),
	]);
	return {
		provider: provider.value,
		resource: choice.resource.value,
		operation: choice.operation.value,
		...Object.fromEntries(filled),
		...(change && { updateFields: { [change.name]: fromAi(change) } }),
	};
}

const fingerprint = (thing: Thing) => JSON.stringify(thing);

/** IDs and labels of everything that is new, gone or different. */
function changedBetween(before: Thing[], after: Thing[]): string[] {
	const [was, is] = [before, after].map((things) => new Set(things.map(fingerprint)));
	return [
		...before.filter((thing) => !is.has(fingerprint(thing))),
		...after.filter((thing) => !was.has(fingerprint(thing))),
	].flatMap(({ id, label }) => [id, label]);
}

/** Characters that one row may have, so that a list fits into a model's context. */
const mostCharacters = 400;

/** Where null says that a number is, or was, nowhere. */
const toldWhenNull = new Set(['trunkId', 'previousTrunkId', 'previousApplicationId']);

describe('An agent can fill in every required field of', () => {
	it.each(cases)('$title', async (entry) => {
		const { provider, choice, answers, fields, change } = entry;
		const { readsOnly } = choice.operation;
		const account = facts[provider.value].account.furnish(bench.sandbox);
		const asked = [...fields, ...(change ? [change] : [])];
		for (const field of asked.filter(({ name }) => !(name in answers))) {
			answers[field.name] =
				field.type === 'boolean' ? false : idFrom(account, entry, field, answers);
		}
		const before = facts[provider.value].account.things(bench.sandbox);

		const { parameters, description, rows } = await useTool(
			bench.sandbox,
			leftToModel(entry),
			answers,
		);

		expect(parameters).toEqual(
			Object.fromEntries(
				asked.map((field) => [field.name, field.description ?? field.displayName]),
			),
		);
		expect(description).toBe(
			readsOnly
				? `${choice.operation.action} in SIP Trunk`
				: toolDescription(provider.name, choice.operation),
		);
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) {
			expect(row).not.toHaveProperty('error');
			expect(JSON.stringify(row).length).toBeLessThan(mostCharacters);
			expect(Object.keys(row).filter((key) => row[key] === null && !toldWhenNull.has(key))).toEqual(
				[],
			);
		}
		const changed = changedBetween(before, facts[provider.value].account.things(bench.sandbox));
		if (readsOnly) expect(changed).toEqual([]);
		else {
			expect(rows).toHaveLength(1);
			expect(Object.values(rows[0]).some((value) => changed.includes(String(value)))).toBe(true);
		}
	});
});

const rowsOf = async (parameters: INodeParameters, answers: IDataObject) =>
	(await useTool(bench.sandbox, { provider: 'twilio', ...parameters }, answers)).rows;

const numberFromAi = byId("={{ $fromAI('phoneNumber', 'The number', 'string') }}");
const trunkFromAi = byId("={{ $fromAI('trunkId', 'The trunk', 'string') }}");

describe('What a model is told', () => {
	it('is the description that somebody has written for it', async () => {
		const written = 'Delete a trunk at once and for good. Its calls stop.';
		const { name, description } = await useTool(
			bench.sandbox,
			{
				toolDescription: written,
				provider: 'twilio',
				resource: 'trunk',
				operation: 'delete',
				trunkId: trunkFromAi,
			},
			{ trunkId: facts.twilio.account.furnish(bench.sandbox).trunkId(0, 0) },
		);
		expect({ name, description }).toEqual({ name: 'Trunk_tool', description: written });
	});

	it("is n8n's own description where somebody has emptied the node's", async () => {
		const { description } = await useTool(
			bench.sandbox,
			{ toolDescription: '', provider: 'twilio', resource: 'trunk', operation: 'getAll' },
			{},
		);
		expect(description).toBe('Get many trunks in SIP Trunk');
	});

	it('is short for a list, without what Simplify leaves out', async () => {
		bench.sandbox.seedTrunks('twilio', 200);
		const rows = await rowsOf({ resource: 'trunk', operation: 'getAll', limit: 20 }, {});
		expect(rows).toHaveLength(20);
		expect(JSON.stringify(rows).length).toBeLessThan(20 * mostCharacters);
		expect(rows[0]).not.toHaveProperty('links');
	});

	it('is only what was removed', async () => {
		const trunkId = facts.twilio.account.furnish(bench.sandbox).trunkId(0, 0);
		const rows = await rowsOf(
			{ resource: 'trunk', operation: 'delete', trunkId: trunkFromAi },
			{ trunkId },
		);
		expect(rows).toEqual([{ provider: 'twilio', id: trunkId, deleted: true }]);
	});

	it('names the field and the right form of what it has filled in wrongly', async () => {
		const trunkId = facts.twilio.account.furnish(bench.sandbox).trunkId(0, 0);
		const [{ error }] = await rowsOf(
			{
				resource: 'phoneNumber',
				operation: 'assign',
				trunkId: trunkFromAi,
				phoneNumber: numberFromAi,
			},
			{ trunkId, phoneNumber: '001 555 555 0101' },
		);
		expect(error).toContain("'Phone Number'");
		expect(error).toContain('+15555550101');
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('is that a list is empty', async () => {
		expect(await rowsOf({ resource: 'trunk', operation: 'getAll' }, {})).toEqual([{ found: 0 }]);
	});

	it('is a free number as free', async () => {
		facts.twilio.account.furnish(bench.sandbox);
		const rows = await rowsOf({ resource: 'phoneNumber', operation: 'getAll' }, {});
		expect(rows.filter(({ trunkId }) => trunkId === null).length).toBeGreaterThan(0);
		expect(rows.every((number) => 'trunkId' in number)).toBe(true);
	});

	it('is a generated password once, and never one that was entered', async () => {
		const account = facts.vobiz.account.furnish(bench.sandbox);
		const update = { provider: 'vobiz', resource: 'sipCredential', operation: 'update' };
		const credentialId = byId(account.credentialId(0, 0));
		const entered = { password: "={{ $fromAI('password', 'The password', 'string') }}" };
		const [made] = await rowsOf(
			{ ...update, credentialId, updateFields: { generatePassword: true } },
			{},
		);
		expect(made.password).toMatch(/^.{20}$/);
		const [own] = await rowsOf(
			{ ...update, credentialId, updateFields: entered },
			{ password: 'Front-Desk-1' },
		);
		expect(own).toEqual({ provider: 'vobiz', id: made.id, username: made.username });
	});

	it("is the provider's own row with Simplify off", async () => {
		const trunkId = byId(facts.twilio.account.furnish(bench.sandbox).trunkId(0, 0));
		const [row] = await rowsOf(
			{
				resource: 'trunk',
				operation: 'update',
				trunkId,
				updateFields: { name: 'Front desk' },
				simplify: false,
			},
			{},
		);
		expect(row).toMatchObject({
			friendly_name: 'Front desk',
			auth_type_set: ['IP_ACL', 'CREDENTIAL_LIST'],
		});
		expect(row).toHaveProperty('links');
	});

	it('has the code of a refusal', async () => {
		const [{ error }] = await rowsOf(
			{
				resource: 'trunk',
				operation: 'create',
				name: 'Front desk',
				domainName: "={{ $fromAI('domainName', 'The domain', 'string') }}",
			},
			{ domainName: 'taken.pstn.twilio.com' },
		);
		expect(error).toContain('code 21248');
	});
});

/** What a field of an update is set to, where its type does not say it. */
const settings: IDataObject = {
	address: 'front-desk.pstn.twilio.com',
	phoneNumbers: '+1 555 555 0101',
	disasterRecoveryUrl: 'https://example.com/fallback',
	domainName: 'front-desk.pstn.twilio.com',
	inboundDestination: 'sip:office@pbx.example.com',
	ipAddress: '11.22.33.99',
	originationUris: ['sip:pbx.example.com'],
	recordingWebhookEnabled: true,
	sipUri: 'sip:pbx.example.com',
	terminationUri: 'sip:pbx.example.com',
	username: 'frontdesk',
	webhookUrl: 'https://hooks.example.org/trunk',
};

/** Under which name a row tells a field, and in which words, where they are not the field's own. */
const toldAs: Record<string, { key: string; value?: unknown }> = {
	authType: { key: 'authentication', value: ['credentials'] },
	domainName: { key: 'sipDomain' },
	ipAddress: { key: 'cidr', value: '11.22.33.99/32' },
	recordingMode: { key: 'mode' },
	recordingTrim: { key: 'trim' },
};

function settingOf(
	account: Belongings,
	resource: string,
	{ name, type, options, default: usual }: Field,
	sampleValues: Record<string, string> = {},
) {
	if (name in settings) return settings[name];
	const sample = sampleValues[`${resource} ${name}`] ?? sampleValues[name];
	if (sample !== undefined) return sample;
	if (type === 'boolean') return usual !== true;
	if (type === 'number') return 7;
	if (type === 'resourceLocator') {
		const own = name.replace(/^(?:fallback|primary)O/, 'o');
		return (account[`${resource} ${own}`] ?? account[own])(0, 0);
	}
	const other = (options as INodePropertyOptions[] | undefined)?.find(
		({ value }) => value !== usual && value !== '',
	);
	return other?.value ?? `New ${name}`;
}

describe('After a change a model is told what it has changed, with the value that the provider reports:', () => {
	const changing = providers.flatMap((provider) =>
		operationsOf(provider).flatMap((choice) => {
			const { value: resource } = choice.resource;
			const { fields } = choice.operation;
			/** What has to be chosen beside, as the form begins. */
			const choices = fields
				.filter(({ type, required }) => type === 'options' && required)
				.map(({ name, default: value }) => [name, value]);
			const { options = [] } = fields.find(({ name }) => name === 'updateFields') ?? {};
			return (options as Field[])
				.filter(({ name }) => !['password', 'generatePassword', 'clearFields'].includes(name))
				.map((field) => {
					const place = `${resource} ${field.name}`;
					const deciding = Object.entries(field.showWhen ?? {}).map(([name, [one]]) => [name, one]);
					const chosen = Object.fromEntries([...choices, ...deciding]) as INodeParameters;
					return { title: `${provider.value} ${place}`, place, provider, choice, field, chosen };
				});
		}),
	);

	it.each(changing)('$title', async ({ place, provider, choice, field, chosen: decided }) => {
		const tool = toolFactsOf(provider);
		const account = facts[provider.value].account.furnish(bench.sandbox);
		const { resource, operation } = choice;
		const value = settingOf(account, choice.resource.value, field, {
			...facts[provider.value].sampleValues,
			...tool.answers,
		}) as NodeParameterValueType;
		const chosen = operation.fields.filter(({ required, name }) => required && !(name in decided));
		const ids = chosen.map((own): [string, INodeParameters] => [
			own.name,
			byId(idFrom(account, { provider, choice }, own, decided)) as INodeParameters,
		]);
		const also: INodeParameters = {
			...(field.name === 'enableTranscription' && { recording: true }),
			...tool.alwaysSent?.[resource.value],
		};
		const [row] = await rowsOf(
			{
				provider: provider.value,
				resource: resource.value,
				operation: operation.value,
				...Object.fromEntries(ids),
				...decided,
				updateFields: { ...also, [field.name]: value },
			},
			{},
		);
		const told = tool.toldAs?.[place] ?? toldAs[field.name] ?? { key: field.name };
		if (tool.notReported?.includes(place)) expect(row).not.toHaveProperty(told.key);
		else expect(row[told.key]).toEqual(told.value ?? value);
		const known = ['provider', 'id', 'name', 'username', 'password', 'recording'];
		const decisions = Object.keys(decided);
		const parents = ids.map(([name]) => name);
		expect(
			Object.keys(row).filter(
				(key) => ![...known, ...parents, ...decisions, told.key].includes(key),
			),
		).toEqual([]);
	});
});

describe('What people and agents read beside an operation says what follows from it:', () => {
	const writing = providers.flatMap((provider) =>
		operationsOf(provider)
			.filter(({ operation }) => !operation.readsOnly)
			.map(({ resource, operation }) => ({
				title: `${provider.value} ${resource.value} ${operation.value}`,
				operation,
			})),
	);

	/** When it begins to count, for whom, what it still lacks, or what can no longer be done afterwards. */
	const consequence =
		/at once|takes effect|no effect|on every trunk|effective|from the next call|needs|cannot|stays?\b|keeps|only what is named|refused|for good|first\.|does not try/;
	it.each(writing)('$title', ({ operation }) => {
		expect(operation.description).toMatch(consequence);
	});

	const ends = ['delete', 'deactivate', 'removeFromTrunk', 'unassign'];
	const forCallers = /calls|refuse|everything in it|routed/;
	it.each(writing.filter(({ operation }) => ends.includes(operation.value)))(
		'$title, for those who call',
		({ operation }) => {
			expect(operation.description).toMatch(forCallers);
		},
	);
});
