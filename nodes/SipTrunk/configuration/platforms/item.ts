import type { IDataObject } from 'n8n-workflow';
import type { CarrierForm } from '../../contract/carrier';
import type { Values } from '../../contract/provider';
import { RequestFailure } from '../../http/errors';
import type { Entry, SectionName, Sections, Settings } from '../configuration';
import { settingsIn } from '../differences';
import type { Item } from '../item';
import { keysOf } from '../parse';
import { locate } from '../situation';
import { staleHint } from './age';
import { connect, type Connected } from './connect';
import type { Preset } from './preset';
import { PRESETS } from './presets';
import { platformReport } from './report';
import type { PlatformInputs } from './target';

/** Connect To, as a part of Plan and Apply. */

const chosenPreset = ({ connectTo }: Values): Preset | undefined =>
	PRESETS.find(({ id }) => id === connectTo);

/** Hints about data that may be out of date, each once, of the platforms that the items are connected to. */
export const platformHints = (items: Values[], now: number): string[] => [
	...new Set(
		items.flatMap((values) => {
			const preset = chosenPreset(values);
			const hint = preset && staleHint(preset, now);
			return hint === undefined ? [] : [hint];
		}),
	),
];

/** Settings of the trunk as it is; none where there is no such trunk yet. */
async function currentSettings(item: Item): Promise<Settings> {
	const located = await locate(item).catch(async (error: unknown) =>
		error instanceof RequestFailure && error.gone ? undefined : await Promise.reject(error),
	);
	return located?.row === undefined ? {} : settingsIn(item.port, located.row).settings;
}

/** Without what the provider does not have. */
function known({ port }: Item, sections: Sections): Sections {
	const result: Sections = {};
	for (const [section, entries] of Object.entries(sections) as Array<[SectionName, Entry[]]>) {
		const keys = keysOf(port, section);
		if (keys === undefined) continue;
		result[section] = entries.map((entry) =>
			Object.fromEntries(Object.entries(entry).filter(([key]) => key in keys)),
		);
	}
	return result;
}

/** An item with what a platform needs. `report` adds to a row what is put out about the platform. */
export interface ConnectedItem {
	item: Item;
	report(row: IDataObject): IDataObject;
}

/**
 * The item with what the chosen platform needs, whatever trunk it is about; unchanged where none is chosen.
 *
 * @param current settings of the trunk as it is
 * @throws InputError where calls cannot reach the platform
 */
export function connectedItem(
	item: Item,
	form: CarrierForm | undefined,
	values: Values,
	current: Settings = {},
): ConnectedItem {
	const preset = chosenPreset(values);
	if (preset === undefined || form === undefined) return { item, report: (row) => row };
	const { port, wanted } = item;
	const inputs = values as PlatformInputs;
	const carrier = {
		name: port.providerName,
		form,
		keepsDirection: port.settings.direction?.change === false,
	};
	const connected = connect(wanted, preset, inputs, carrier, current);
	const isSetting = ([key]: [string, unknown]) => key in port.settings;
	const about: About = { preset, inputs, connected, carrier: port.provider };
	return {
		item: {
			...item,
			wanted: {
				...wanted,
				settings: Object.fromEntries(Object.entries(connected.settings).filter(isSetting)),
				sections: { ...connected.sections, ...known(item, connected.sections) },
			},
		},
		report: (row) => {
			const after = { ...current, ...(row.configuration as IDataObject | undefined) };
			return { ...row, platform: reported(form, about, after, row) };
		},
	};
}

/** The same for the trunk as it is now: an earlier item of the run may have changed it. */
export const connectedNow = async (
	item: Item,
	form: CarrierForm | undefined,
	values: Values,
): Promise<ConnectedItem> =>
	connectedItem(
		item,
		form,
		values,
		chosenPreset(values) === undefined ? {} : await currentSettings(item),
	);

/** What a report is about. */
interface About {
	preset: Preset;
	inputs: PlatformInputs;
	connected: Connected;
	/** The provider's key. */
	carrier: string;
}

function reported(
	form: CarrierForm,
	{ preset, inputs, connected: { target, uri }, carrier }: About,
	after: IDataObject,
	row: IDataObject,
): IDataObject {
	const [credential] = (after.sipCredentials ?? []) as Array<{ username: string }>;
	// Those of a trunk for outgoing calls are shown, and others are called.
	const isCalled = form.calls === 'incoming';
	return platformReport(form, uri, {
		preset,
		inputs,
		target,
		carrier,
		name: String(after.name ?? row.name ?? ''),
		phoneNumbers: isCalled ? ((after.phoneNumbers ?? []) as string[]) : [],
		sipDomain: typeof after.sipDomain === 'string' ? after.sipDomain : null,
		takesCalls: isCalled && after.direction !== 'inbound',
		username: credential?.username,
	});
}
