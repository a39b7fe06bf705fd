import { fixOf } from '../../../../../nodes/SipTrunk/configuration/checks/remedies';
import { providers } from '../../../../../nodes/SipTrunk/providers';

const at = (value: string) => {
	const provider = providers.find((one) => one.value === value);
	if (provider === undefined) throw new Error(value);
	return provider;
};

const byHand = 'Switch it on.';

it.each([
	['twilio', { resource: 'trunk', operation: 'update' }, 'Trunk > Update'],
	[
		'twilio',
		{ resource: 'trunk', operation: 'update', field: 'secure' },
		"Trunk > Update, 'Secure Trunking'",
	],
	[
		'twilio',
		{ resource: 'trunk', operation: 'update', field: 'nothing' },
		'At Twilio: Switch it on.',
	],
	['tryVox', { resource: 'originationUri', operation: 'create' }, 'At TryVox: Switch it on.'],
	['vyom', { resource: 'trunk', operation: 'update' }, 'At Vyom: Switch it on.'],
	// Apply does what the provider can do to a trunk that is there.
	[
		'vobiz',
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'enabled' },
		"Trunk Configuration > Apply, 'Enabled'",
	],
	[
		'miniVoice',
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'enabled' },
		'At MiniVoice: Switch it on.',
	],
	['twilio', { resource: 'trunkConfiguration', operation: 'apply' }, 'Trunk Configuration > Apply'],
	['vyom', { resource: 'trunkConfiguration', operation: 'apply' }, 'At Vyom: Switch it on.'],
])('%s: %j is %s', (provider, remedy, text) => {
	expect(fixOf(at(provider), { remedies: [remedy], byHand })).toBe(text);
});

it('takes the first that the provider offers', () => {
	const remedies = [
		{ resource: 'originationUri', operation: 'create' },
		{ resource: 'trunk', operation: 'update', field: 'originationUris' },
	];
	expect(fixOf(at('twilio'), { remedies, byHand })).toBe('Origination URI > Create');
	expect(fixOf(at('tryVox'), { remedies, byHand })).toBe("Trunk > Update, 'Origination URIs'");
});
