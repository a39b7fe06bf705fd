import { readValues } from '../../../../../nodes/SipTrunk/fields/values';
import {
	inputsOf,
	NO_PLATFORM,
	platformFields,
} from '../../../../../nodes/SipTrunk/configuration/platforms/inputs';
import { PRESETS } from '../../../../../nodes/SipTrunk/configuration/platforms/presets';
import { targetOf } from '../../../../../nodes/SipTrunk/configuration/platforms/target';
import { INPUTS } from './support';

const read = (parameters: Record<string, unknown>) =>
	readValues(platformFields, (name) => parameters[name]);

it('asks for nothing without a platform', () => {
	expect(read({ connectTo: NO_PLATFORM })).toEqual({ connectTo: NO_PLATFORM });
});

it.each(PRESETS.map((one) => [one.id, one] as const))(
	'%s asks for what it needs, and for all of it',
	(id, one) => {
		const values = read({ ...INPUTS, connectTo: id });
		expect(Object.keys(values).sort()).toEqual(['connectTo', ...inputsOf(one)].sort());
		const { host, user } = targetOf(one, values as Record<string, string>);
		expect(`${user}@${host}`).not.toMatch(/[<>]/);
		for (const name of inputsOf(one)) {
			const { [name]: left, ...others } = INPUTS;
			void left;
			expect(() => read({ ...others, connectTo: id })).toThrow(/is required/);
		}
	},
);

it('offers every region that a preset has, and no other', () => {
	const field = platformFields.find(({ name }) => name === 'platformRegion');
	const offered = field?.options?.map((option) => 'value' in option && option.value);
	const regions = PRESETS.flatMap((one) => one.regions ?? []);
	expect(offered?.sort()).toEqual([...new Set(regions)].sort());
});

it.each([
	['livekit', 'projectSubdomain', 'p_vjnxecm0tjk', 'vjnxecm0tjk'],
	['ultravox', 'agentId', 'agent_a1b2', 'a1b2'],
	['openai', 'projectId', ' proj_abc ', 'proj_abc'],
])('%s takes %s as %p', (connectTo, name, entered, value) => {
	expect(read({ ...INPUTS, connectTo, [name]: entered })[name]).toBe(value);
});

it.each([
	['livekit', 'projectSubdomain', 'my-project-a1b2', /name in the WebSocket URL/],
	['livekit', 'projectSubdomain', 'vjnx.sip.livekit.cloud', /be the project's ID/],
	['openai', 'projectId', 'abc', /start with proj_/],
	['ultravox', 'accountSipDomain', 'sip:acme.sip.ultravox.ai', /without scheme and port/],
	['ultravox', 'accountSipDomain', 'acme.sip.ultravox.ai:5060', /without scheme and port/],
	['ultravox', 'agentId', 'a@b', /letters, digits and hyphens/],
	['vapi-us', 'vapiCredentialId', 'a.b', /letters, digits and hyphens/],
	['livekit-region', 'platformRegion', 'mars', /must be one of/],
])('%s refuses %s %p', (connectTo, name, entered, problem) => {
	expect(() => read({ ...INPUTS, connectTo, [name]: entered })).toThrow(problem);
});
