import * as fc from 'fast-check';
import { connect, type Connected } from '../../../nodes/SipTrunk/configuration/platforms/connect';
import { inputsOf, platformFields } from '../../../nodes/SipTrunk/configuration/platforms/inputs';
import type { Preset } from '../../../nodes/SipTrunk/configuration/platforms/preset';
import { PRESETS } from '../../../nodes/SipTrunk/configuration/platforms/presets';
import { wantedFromJson } from '../../../nodes/SipTrunk/configuration/parse';
import { InputError } from '../../../nodes/SipTrunk/validation/inputError';
import type { Bearings, Configuration, Platform } from './bearings';

/** Connect To in a random trial: platforms that calls of the provider can reach from what is described. */

/** What a platform asks for, as its field shows it; of its regions any one. */
function inputFor({ regions = [] }: Preset, name: string, pick: number): string {
	const field = platformFields.find((one) => one.name === name);
	if (field?.options !== undefined) return regions[pick % regions.length];
	return String(field?.placeholder).replace('e.g. ', '');
}

const platformFor = (preset: Preset, pick: number): Platform => ({
	connectTo: preset.id,
	...Object.fromEntries(inputsOf(preset).map((name) => [name, inputFor(preset, name, pick)])),
});

/** A configuration with a platform, and all that it then names. */
interface Choice {
	configuration: Configuration;
	names: string[];
}

const namesOf = ({ settings, sections }: Connected) => [
	...Object.keys(settings),
	...Object.keys(sections),
];

/** What is wanted with the platform, or undefined where calls cannot get there. */
function connectedOrNot(connecting: () => Connected): Connected | undefined {
	try {
		return connecting();
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		return undefined;
	}
}

/** The configuration with each platform that goes with it. */
function choicesFor(bearings: Bearings, configuration: Configuration, pick: number): Choice[] {
	const { port, carrier: form } = bearings;
	if (form === undefined) return [];
	const { targetSetting } = form;
	if (targetSetting === undefined && port.sections.originationUris === undefined) return [];
	const described = { ...configuration };
	// The platform says where calls go.
	if (targetSetting !== undefined) delete described[targetSetting];
	const wanted = wantedFromJson(port, described);
	const carrier = { name: port.providerName, form };
	return PRESETS.flatMap((preset): Choice[] => {
		const platform = platformFor(preset, pick);
		const connected = connectedOrNot(() => connect(wanted, preset, platform, carrier));
		return connected === undefined
			? []
			: [{ configuration: { ...described, platform }, names: namesOf(connected) }];
	});
}

/** A number for each of two configurations, with which a platform is chosen for it; nothing for every other trial. */
export const platformsOf = ({ carrier }: Bearings): fc.Arbitrary<[number, number] | undefined> => {
	const pick = fc.nat({ max: 999 });
	const none = fc.constant(undefined);
	return carrier === undefined ? none : fc.oneof(none, fc.tuple(pick, pick));
};

/** The configurations, each connected to a platform, so that the second one names what the first one names. */
export function withPlatforms(
	bearings: Bearings,
	configurations: Configuration[],
	picks: [number, number] | undefined,
): Configuration[] {
	if (picks === undefined) return configurations;
	const [some, others] = configurations.map((one, index) =>
		choicesFor(bearings, one, picks[index]),
	);
	const first = some[picks[0] % some.length];
	const fitting = others.filter(({ names }) => first?.names.every((name) => names.includes(name)));
	const second = fitting[picks[1] % fitting.length];
	return first === undefined || second === undefined
		? configurations
		: [first.configuration, second.configuration];
}
