import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { choose } from '../../../../nodes/SipTrunk/run/execute';
import type { Operation, Provider } from '../../../../nodes/SipTrunk/contract/provider';
import { providers } from '../../../../nodes/SipTrunk/providers';

const operation = (value: string, name: string): Operation => ({
	value,
	name,
	action: `${name} trunk`,
	subtitle: `${name} trunk`,
	description: name,
	fields: [],
	returns: 'answer',
	run: async () => await Promise.resolve({}),
});

const invented = (
	value: Provider['value'],
	name: string,
	table: Record<string, Operation[]>,
): Provider => ({
	...providers[0],
	value,
	name,
	resources: Object.entries(table).map(([resource, operations]) => ({
		value: resource,
		operations,
		simplify: (row) => row,
	})),
});

const create = operation('create', 'Create');
const remove = operation('delete', 'Delete');
const test = operation('test', 'Test');

const three = [
	invented('tryVox', 'First', { trunk: [create, remove, test] }),
	invented('twilio', 'Second', { trunk: [create, remove], originationUri: [create] }),
	invented('vyom', 'Third', { trunk: [create] }),
];

const choice = (provider: string, resource: string, name: string) =>
	choose(three, { provider, resource, operation: name });

function providerError(provider: string, resource: string, name: string): InputError {
	let problem: unknown;
	try {
		choice(provider, resource, name);
	} catch (error) {
		problem = error;
	}
	expect(problem).toBeInstanceOf(InputError);
	return problem as InputError;
}

describe('choose', () => {
	it.each(
		three.flatMap((provider) =>
			provider.resources.flatMap((resource) =>
				resource.operations.map((one) => [provider, resource, one] as const),
			),
		),
	)('finds what exists', (provider, resource, one) => {
		expect(choice(provider.value, resource.value, one.value)).toEqual({
			provider,
			resource,
			operation: one,
		});
	});

	it('finds every operation of every provider', () => {
		for (const provider of providers) {
			for (const resource of provider.resources) {
				for (const one of resource.operations) {
					expect(
						choose(providers, {
							provider: provider.value,
							resource: resource.value,
							operation: one.value,
						}).operation,
					).toBe(one);
				}
			}
		}
	});

	it.each<[what: string, names: [string, string, string], field: string, message: string]>([
		[
			'an unknown provider',
			['plivo', 'trunk', 'create'],
			'Provider',
			"'Provider' is not known. Choose one of First, Second and Third.",
		],
		['no provider', ['', 'trunk', 'create'], 'Provider', 'is not known'],
		['what every object has', ['constructor', 'trunk', 'create'], 'Provider', 'is not known'],
		[
			'a resource that another provider has',
			['vyom', 'originationUri', 'create'],
			'Resource',
			`"Origination URI" does not exist at Third. Second has it.`,
		],
		[
			'a resource that nobody has',
			['twilio', 'recording', 'update'],
			'Resource',
			'is not known at Second. It has Trunk and Origination URI.',
		],
		['an unknown resource', ['vyom', 'fax', 'create'], 'Resource', 'It has Trunk.'],
		[
			'a resource that every object has',
			['vyom', 'toString', 'create'],
			'Resource',
			'It has Trunk.',
		],
		[
			'an operation that others offer',
			['vyom', 'trunk', 'delete'],
			'Operation',
			'is not offered by Third for this resource; it has "Create". First and Second offer it.',
		],
		[
			'an operation that one other offers',
			['vyom', 'trunk', 'test'],
			'Operation',
			'it has "Create". First offers it.',
		],
		[
			'an operation that nobody offers',
			['tryVox', 'trunk', 'restart'],
			'Operation',
			'\'Operation\' is not offered by First for this resource; it has "Create", "Delete" and "Test".',
		],
		[
			"n8n's Custom API Call",
			['twilio', 'trunk', '__CUSTOM_API_CALL__'],
			'Operation',
			'choose Predefined Credential Type there and the credential of Second',
		],
		[
			"n8n's Custom API Call as a resource",
			['twilio', '__CUSTOM_API_CALL__', ''],
			'Operation',
			'Use the HTTP Request node',
		],
	])('refuses %s', (_, names, field, message) => {
		const problem = providerError(...names);
		expect(problem.field).toBe(field);
		expect(problem.message).toContain(message);
	});
});
