import type { Entry, SectionName } from '../configuration';
import type { Present } from '../port';
import { sipUriParts, type SipUriParts } from '../platforms/sipUri';
import type { Transport } from '../../contract/carrier';
import type { CheckedTrunk, UnjudgedTrunk } from './finding';

/** The entries of a trunk that is checked, as the findings look at them. */

/** Whether an entry is switched off, by the provider's row or by the entry's own key. */
export const isDisabled = ({ entry, row }: Present): boolean =>
	entry.enabled === false || row.enabled === false;

/**
 * The entries of a section that are in effect; undefined where the provider does not tell them. Origination URIs that
 * are switched off are among them.
 */
export const inEffect = (
	{ present }: Pick<CheckedTrunk, 'present'>,
	section: SectionName,
): Present[] | undefined =>
	present[section]?.filter(
		(one) => one.isLoose !== true && (section === 'originationUris' || !isDisabled(one)),
	);

/** The same by their keys. */
export const entriesOf = (
	trunk: Pick<CheckedTrunk, 'present'>,
	section: SectionName,
): Entry[] | undefined => inEffect(trunk, section)?.map(({ entry }) => entry);

/** Whether a section has an entry in effect. False where the provider does not tell. */
export const hasAny = (trunk: Pick<CheckedTrunk, 'present'>, section: SectionName): boolean =>
	(entriesOf(trunk, section) ?? []).length > 0;

/** An address to which calls go. */
export interface Target {
	uri: string;
	parts: SipUriParts;
	/** The transport with which the provider sends calls to it; undefined where it is not known. */
	transport: Transport | undefined;
	/** The port to which the provider sends calls; undefined where it is not known. */
	port: number | undefined;
}

/** The URIs to which calls go: those that are switched on, and those that stand in settings. */
export const enabledUris = (trunk: UnjudgedTrunk): string[] => [
	...(inEffect(trunk, 'originationUris') ?? [])
		.filter((one) => !isDisabled(one))
		.map(({ entry }) => String(entry.uri)),
	...(trunk.rules.otherUris?.(trunk) ?? []),
];

/** The parts of a URI as the provider reads it; undefined for what is no SIP URI. */
export const partsOf = ({ form }: Pick<UnjudgedTrunk, 'form'>, uri: string) =>
	sipUriParts(form?.asSipUri?.(uri) ?? uri);

/** The targets of calls, without those that are no SIP URIs. */
export function targets(trunk: UnjudgedTrunk): Target[] {
	const { form, settings } = trunk;
	return enabledUris(trunk).flatMap((uri) => {
		const parts = partsOf(trunk, uri);
		if (parts === undefined) return [];
		const transport = form?.transportOf(uri, settings);
		const usual = transport === undefined ? undefined : transport === 'tls' ? 5061 : 5060;
		return [{ uri, parts, transport, port: parts.port ?? form?.assumedPort ?? usual }];
	});
}
