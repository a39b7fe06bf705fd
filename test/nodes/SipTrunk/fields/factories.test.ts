import {
	choices,
	fieldsSentAs,
	pascalCase,
	snakeCase,
} from '../../../../nodes/SipTrunk/fields/factories';
import { text } from '../../../../nodes/SipTrunk/validation/text';

const description = 'Any';
const { textField, numberField, switchField, choiceField } = fieldsSentAs(snakeCase);

describe('a field made from its display name', () => {
	it.each([
		['Name', 'name', 'name', 'Name'],
		['Max Concurrent Calls', 'maxConcurrentCalls', 'max_concurrent_calls', 'MaxConcurrentCalls'],
		['Calls per Second', 'callsPerSecond', 'calls_per_second', 'CallsPerSecond'],
		['SIP URI', 'sipUri', 'sip_uri', 'SipUri'],
		[
			'Disaster Recovery URL',
			'disasterRecoveryUrl',
			'disaster_recovery_url',
			'DisasterRecoveryUrl',
		],
		['Phone Number or ID', 'phoneNumberOrId', 'phone_number_or_id', 'PhoneNumberOrId'],
	])('%s is %s, sent as %s or %s', (displayName, name, snake, pascal) => {
		expect(textField(displayName, { description })).toEqual({
			displayName,
			name,
			type: 'string',
			default: '',
			description,
			sentAs: snake,
		});
		expect(fieldsSentAs(pascalCase).textField(displayName, { description }).sentAs).toBe(pascal);
	});

	it('is sent only if somebody says as what', () => {
		const { switchField: unsent } = fieldsSentAs();
		expect(unsent('Enabled', { default: true, description })).not.toHaveProperty('sentAs');
		expect(unsent('Enabled', { default: true, description, sentAs: 'on' }).sentAs).toBe('on');
		expect(textField('Name', { description, sentAs: null })).not.toHaveProperty('sentAs');
	});

	it('states what does not follow', () => {
		const check = text();
		expect(
			textField('User Name', {
				name: 'username',
				sentAs: 'user',
				shownAs: 'login',
				secret: true,
				required: true,
				placeholder: 'pbx-main',
				description,
				check,
				showWhen: { kind: ['a'] },
			}),
		).toEqual({
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pbx-main',
			description,
			sentAs: 'user',
			shownAs: 'login',
			check,
			showWhen: { kind: ['a'] },
		});
	});

	it('has a key that follows from the name, where that is stated', () => {
		expect(
			switchField('Secure Trunking', { name: 'secure', default: false, description }),
		).toMatchObject({ name: 'secure', type: 'boolean', default: false, sentAs: 'secure' });
	});

	it('knows its range and its choices', () => {
		expect(numberField('Weight', { min: 0, max: 9, default: 1, description })).toMatchObject({
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 9 },
			default: 1,
		});
		expect(numberField('Priority', { default: 1, description })).not.toHaveProperty('typeOptions');
		const given = { tcp: 'TCP', tls: ['TLS', 'Encrypted'] } as const;
		const options = [
			{ name: 'TCP', value: 'tcp' },
			{ name: 'TLS', value: 'tls', description: 'Encrypted' },
		];
		expect(choices(given)).toEqual(options);
		expect(choiceField('Transport', { choices: given, default: 'tcp', description })).toMatchObject(
			{ type: 'options', options, default: 'tcp', sentAs: 'transport' },
		);
	});
});
