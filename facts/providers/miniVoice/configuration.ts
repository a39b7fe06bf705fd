import { longAgo } from '../../account';
import { byText, type ConfigurationFacts } from '../../configuration';

/** A trunk is made and cannot be changed or removed; its entries are settings. */
export const configuration: ConfigurationFacts = {
	always: { proxy: 'sip.example.net' },
	uniqueValue: (nth) => `gateway-${nth}`,
	settings: { enabled: [true, false] },
	addTrunk(sandbox, { name, settings }) {
		sandbox.seedTrunks('miniVoice', [name]);
		const trunk = sandbox.state('miniVoice').trunks.all().at(-1);
		if (trunk === undefined) throw new Error('No trunk');
		trunk.gateway_name = settings.gatewayName as string | undefined;
		trunk.is_active = settings.enabled !== false;
		trunk.created_at = trunk.updated_at = longAgo.toISOString();
	},
	state: (sandbox) => ({
		trunks: sandbox
			.state('miniVoice')
			.trunks.all()
			.map(({ name, gateway_name: gatewayName, is_active: enabled }) => ({
				name,
				settings: { ...(gatewayName === undefined ? {} : { gatewayName }), enabled },
				entries: {},
				phoneNumbers: [],
			}))
			.sort(byText),
		leftovers: [],
	}),
};
