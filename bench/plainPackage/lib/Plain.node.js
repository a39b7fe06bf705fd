'use strict';

/**
 * Creates a trunk for every item as n8n's built-in nodes would: reads the item's parameters, sends the request through n8n's
 * helper and hands on the answer. It checks nothing, so what it takes beside the network is what n8n takes.
 */
exports.Plain = class Plain {
	description = {
		displayName: 'Plain',
		name: 'plain',
		group: ['output'],
		version: 1,
		description: 'Creates trunks',
		defaults: { name: 'Plain' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'plainApi', required: true }],
		properties: [
			{ displayName: 'Name', name: 'name', type: 'string', default: '' },
			{ displayName: 'Domain Name', name: 'domainName', type: 'string', default: '' },
			{ displayName: 'Items at a Time', name: 'itemsAtATime', type: 'number', default: 1 },
		],
	};

	async execute() {
		const items = this.getInputData();
		const { baseUrl } = await this.getCredentials('plainApi');
		const output = [];
		let next = 0;
		const lane = async () => {
			while (next < items.length) {
				const item = next++;
				const json = await this.helpers.httpRequestWithAuthentication.call(this, 'plainApi', {
					method: 'POST',
					url: `${baseUrl}/v1/Trunks`,
					body: new URLSearchParams({
						FriendlyName: this.getNodeParameter('name', item),
						DomainName: this.getNodeParameter('domainName', item),
					}),
					json: true,
				});
				output[item] = { json, pairedItem: { item } };
			}
		};
		const itemsAtATime = this.getNodeParameter('itemsAtATime', 0);
		await Promise.all(Array.from({ length: itemsAtATime }, lane));
		return [output];
	}
};
