import type { Collection } from '../../collection';
import { checkTrunkConflicts } from './conflicts';
import { faultOfHeaders } from './headers';
import { faultOfMedia } from './media';
import { inboundTrunk, inboundTrunkUpdate, outboundTrunk, outboundTrunkUpdate } from './messages';
import { shareNumber } from './numbers';
import type { Message } from './protojson';
import type { InboundTrunk, LiveKitState, OutboundTrunk } from './state';

/** What inbound and outbound trunks have in common, and where they differ. */
export interface TrunkKind<Row extends object> {
	/** As in the names of the methods. */
	direction: 'Inbound' | 'Outbound';
	message: Message;
	update: Message;
	rows(state: LiveKitState): Collection<Row>;
	/** Why a trunk cannot be stored. */
	faultOf(trunk: Row): string | undefined;
	/** @throws {TwirpError} for a trunk that would take another one's calls. */
	checkConflicts(trunk: Row, stored: readonly Row[]): void;
	hasNumber(trunk: Row, numbers: readonly string[]): boolean;
}

export const securityRule =
	'for security, one of the fields must be set: AuthUsername+AuthPassword, AllowedAddresses or Numbers';

export const inbound: TrunkKind<InboundTrunk> = {
	direction: 'Inbound',
	message: inboundTrunk,
	update: inboundTrunkUpdate,
	rows: (state) => state.inboundTrunks,
	faultOf(trunk) {
		const hasCredential = Boolean(trunk.auth_username) || Boolean(trunk.auth_password);
		const lists = [...(trunk.allowed_addresses ?? []), ...(trunk.numbers ?? [])];
		if (!hasCredential && lists.length === 0) return securityRule;
		return faultOfHeaders(trunk) ?? faultOfMedia(trunk.media);
	},
	checkConflicts: checkTrunkConflicts,
	hasNumber: (trunk, numbers) => shareNumber(trunk.numbers ?? [], numbers),
};

function faultOfHost(value: string, field: string): string | undefined {
	if (value.includes('transport=')) return `${field} should not contain transport parameter`;
	const isUri = /[@;]|^sips?:/.test(value);
	return isUri ? `${field} should be a hostname or IP, not SIP URI` : undefined;
}

export const outbound: TrunkKind<OutboundTrunk> = {
	direction: 'Outbound',
	message: outboundTrunk,
	update: outboundTrunkUpdate,
	rows: (state) => state.outboundTrunks,
	faultOf(trunk) {
		if ((trunk.numbers ?? []).length === 0) return 'no trunk numbers specified';
		if (!trunk.address) return 'no outbound address specified';
		return (
			faultOfHost(trunk.address, 'trunk address') ??
			faultOfHost(trunk.from_host ?? '', 'from_host') ??
			faultOfHeaders(trunk) ??
			faultOfMedia(trunk.media)
		);
	},
	// Any number of outbound trunks may have the same number and address.
	checkConflicts: () => undefined,
	// Compared as they are written, unlike those of inbound trunks.
	hasNumber: (trunk, numbers) => (trunk.numbers ?? []).some((number) => numbers.includes(number)),
};
