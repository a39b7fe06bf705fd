'use strict';

/** HTTP Basic, as n8n's own credentials say it. */
exports.PlainApi = class PlainApi {
	name = 'plainApi';

	displayName = 'Plain API';

	properties = [
		{ displayName: 'API Key SID', name: 'apiKeySid', type: 'string', default: '' },
		{ displayName: 'API Key Secret', name: 'apiKeySecret', type: 'string', default: '' },
		{ displayName: 'API Base URL', name: 'baseUrl', type: 'string', default: '' },
	];

	authenticate = {
		type: 'generic',
		properties: {
			auth: {
				username: '={{$credentials.apiKeySid}}',
				password: '={{$credentials.apiKeySecret}}',
			},
		},
	};
};
