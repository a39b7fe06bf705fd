import { type Check, InputError, shown } from '../../validation/inputError';
import { isHostName } from '../../validation/network';
import { text } from '../../validation/text';
import { choices } from '../../fields/factories';
import type { Field } from '../../contract/provider';
import type { PlatformInput, Preset } from './preset';
import { PRESETS } from './presets';

/** What a person is asked before calls can go to a platform: the field Connect To, and what some platforms need. */

/** The value of Connect To that leaves the trunk as it is described. */
export const NO_PLATFORM = 'none';

/** A text of one form, with what people write in front of it taken off. */
function written(form: RegExp, mustBe: string, example: string, prefix = /^$/): Check {
	return (value, label) => {
		const entered = text({ max: 253, example })(value, label) as string | undefined;
		if (entered === undefined) return undefined;
		const bare = entered.replace(prefix, '');
		if (form.test(bare)) return bare;
		throw new InputError(label, `must ${mustBe}, but it is ${shown(entered)}.`, example);
	};
}

const hostOnly: Check = (value, label) => {
	const example = 'abc123.sip.ultravox.ai';
	const host = text({ max: 253, example })(value, label) as string | undefined;
	if (host === undefined || isHostName(host)) return host?.toLowerCase();
	const problem = `must be a host name without scheme and port, but it is ${shown(host)}.`;
	throw new InputError(label, problem, example);
};

/** LiveKit's regions, whose names do not all mean what they seem to. */
const REGIONS = choices({
	aus: 'Australia',
	canada: 'Canada',
	eu: 'Europe',
	india: 'India',
	japan: 'Japan',
	sa: 'Saudi Arabia',
	uk: 'United Kingdom',
	us: 'United States',
});

const INPUTS: Record<
	PlatformInput,
	Pick<Field, 'displayName' | 'type' | 'default'> & Partial<Field>
> = {
	accountSipDomain: {
		displayName: 'Account SIP Domain',
		type: 'string',
		default: '',
		placeholder: 'e.g. abc123.sip.ultravox.ai',
		description: "From GET /api/sip of Ultravox's API",
		check: hostOnly,
	},
	agentId: {
		displayName: 'Agent ID',
		type: 'string',
		default: '',
		placeholder: 'e.g. 11112222-3333',
		description: 'The agent that answers',
		check: written(
			/^[A-Za-z0-9_-]+$/,
			'consist of letters, digits and hyphens',
			'11112222-3333',
			/^agent_/,
		),
	},
	platformRegion: {
		displayName: 'Platform Region',
		type: 'options',
		options: REGIONS,
		default: 'us',
		description: 'Where the platform takes the calls',
	},
	projectId: {
		displayName: 'Project ID',
		type: 'string',
		default: '',
		placeholder: 'e.g. proj_abc123',
		description: 'Whose webhook accepts the calls',
		check: written(/^proj_[A-Za-z0-9_-]+$/, 'start with proj_', 'proj_abc123'),
	},
	projectSubdomain: {
		displayName: 'Project Subdomain',
		type: 'string',
		default: '',
		placeholder: 'e.g. vjnxecm0tjk',
		description:
			"The project's ID without p_, as in its SIP URI; not the name in its WebSocket URL",
		check: written(
			/^[a-z0-9]{1,63}$/,
			"be the project's ID without p_, of lower-case letters and digits only; the name in the WebSocket URL is something else",
			'vjnxecm0tjk',
			/^p_/,
		),
	},
	vapiCredentialId: {
		displayName: 'Vapi Credential ID',
		type: 'string',
		default: '',
		placeholder: 'e.g. 11112222-3333',
		description: 'The ID of a SIP trunk credential (byo-sip-trunk)',
		check: written(
			/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
			'consist of letters, digits and hyphens',
			'11112222-3333',
		),
	},
};

/** What a preset asks a person for: the names in `<>` in its host and its user part. */
export const inputsOf = ({ host, user }: Pick<Preset, 'host' | 'user'>): PlatformInput[] =>
	[...`${user}@${host}`.matchAll(/<(\w+)>/g)].map(([, name]) => name as PlatformInput);

/** The fields of Connect To; what a platform needs shows once it is chosen, and is then required. */
export const platformFields: Field[] = [
	{
		displayName: 'Connect To',
		name: 'connectTo',
		type: 'options',
		options: choices({
			[NO_PLATFORM]: 'None',
			...Object.fromEntries(PRESETS.map(({ id, label }) => [id, label])),
		}),
		default: NO_PLATFORM,
		description: 'The voice-AI platform that answers the calls; what you enter yourself wins',
	},
	...(Object.keys(INPUTS) as PlatformInput[]).map(
		(name): Field => ({
			...INPUTS[name],
			name,
			required: true,
			showWhen: {
				connectTo: PRESETS.filter((preset) => inputsOf(preset).includes(name)).map(({ id }) => id),
			},
		}),
	),
];
