import { NodeHelpers } from 'n8n-workflow';
import { nodeCredentials } from '../../../../nodes/SipTrunk/form/properties';
import { inventedProviders, NODE } from './support';

describe('with invented tables', () => {
	const all = inventedProviders;
	it('asks for the credential of the chosen provider, without taking the provider for its switch', () => {
		const credentials = nodeCredentials(all);
		for (const { value, credentialType } of all) {
			const asked = credentials.filter((credential) =>
				NodeHelpers.displayParameter({ provider: value }, credential, NODE, null),
			);
			expect(asked.map((credential) => credential.name)).toEqual([credentialType]);
		}
		expect(credentials.some(({ displayOptions }) => displayOptions?.show)).toBe(false);
	});
});
