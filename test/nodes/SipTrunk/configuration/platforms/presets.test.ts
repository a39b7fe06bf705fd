import { addressBlock } from '../../../../../nodes/SipTrunk/validation/network';
import { inputsOf } from '../../../../../nodes/SipTrunk/configuration/platforms/inputs';
import { RETIRED_HOSTS } from '../../../../../nodes/SipTrunk/configuration/platforms/hosts';
import { PRESETS } from '../../../../../nodes/SipTrunk/configuration/platforms/presets';
import { addressesOf } from '../../../../../nodes/SipTrunk/configuration/platforms/target';
import { INPUTS, preset } from './support';

it('has every preset once', () => {
	const ids = PRESETS.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(new Set(PRESETS.map(({ label }) => label)).size).toBe(ids.length);
});

describe.each(PRESETS.map((one) => [one.id, one] as const))('%s', (_, one) => {
	it('says where its data come from, and when they were compared', () => {
		expect(one.source).toMatch(/^https:\/\/[^\s]+$/);
		expect(one.checked).toMatch(/^20\d\d-\d\d(?:-\d\d)?$/);
		expect(Date.parse(one.checked)).not.toBeNaN();
	});

	it('chooses a transport that the platform takes, and encrypts media only beside TLS', () => {
		expect(one.accepts).toContain(one.transport);
		if (['required', 'recommended'].includes(one.mediaEncryption))
			expect(one.transport).toBe('tls');
	});

	it('asks only for what there is to ask', () => {
		inputsOf(one).forEach((input) => expect(INPUTS).toHaveProperty(input));
		expect(inputsOf(one).includes('platformRegion')).toBe(one.regions !== undefined);
	});

	it('allows no block that is not one', () => {
		[...one.addresses, ...(one.mediaAddresses ?? [])].forEach((block) => {
			expect(addressBlock()(block, 'Block')).toHaveProperty('cidr', block);
		});
	});

	it('names an encrypted preset of the same platform', () => {
		if (one.encrypted === undefined) return;
		expect(preset(one.encrypted)).toMatchObject({ platform: one.platform, transport: 'tls' });
	});
});

it('has no fixed addresses for a region that has none', () => {
	const region = preset('livekit-region');
	expect(addressesOf(region, { platformRegion: 'eu' })).toEqual(region.addresses);
	expect(addressesOf(region, { platformRegion: 'sa' })).toEqual([]);
	expect(addressesOf(preset('livekit'), {})).toHaveLength(3);
});

it('names what to use instead of a retired host', () => {
	RETIRED_HOSTS.forEach(({ host, instead, source }) => {
		expect(instead).not.toBe(host);
		expect(source).toMatch(/^https:/);
		expect(PRESETS.map((one) => one.host)).toContain(instead);
	});
});
