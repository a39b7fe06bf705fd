import { byText, type ConfigurationFacts } from '../../configuration';

/** A deactivated trunk is no trunk any more. Everything else about one is set when it is made, and never told. */
export const configuration: ConfigurationFacts = {
	always: {
		trunkType: 'twilio',
		address: 'example.pstn.twilio.com',
		phoneNumbers: ['+14155550100'],
		username: 'vyom',
	},
	secrets: { password: 'an invented password' },
	settings: { passthroughMode: [false, true] },
	addTrunk(sandbox, { name, settings }) {
		sandbox.seedTrunks('vyom', [name]);
		const trunk = sandbox.state('vyom').trunks.all().at(-1);
		if (trunk === undefined) throw new Error('No trunk');
		trunk.trunk_type = 'twilio';
		trunk.passthrough_mode = settings.passthroughMode === true;
	},
	soundTrunk: { verdict: 'unknown' },
	state: (sandbox) => ({
		trunks: sandbox
			.state('vyom')
			.trunks.filter(({ is_active: isActive }) => isActive)
			.map(({ trunk_name: name, passthrough_mode: passthroughMode }) => ({
				name,
				settings: { passthroughMode },
				entries: {},
				phoneNumbers: [],
			}))
			.sort(byText),
		leftovers: [],
	}),
};
