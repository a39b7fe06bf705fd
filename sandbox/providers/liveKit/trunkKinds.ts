import type { Collection } from '../../collection';
import { checkTrunkConflicts } from './conflicts';
import { checkHeaders } from './headers';
import { checkMedia } from './media';
import { inboundTrunk, inboundTrunkUpdate, outboundTrunk, outboundTrunkUpdate } from './messages';
import { shareNumber } from './numbers';
import type { Message } from './protojson';
import type { InboundTrunk, LiveKitState, OutboundTrunk } from './state';
import { invalidArgument } from './twirp';

/** What inbound and outbound trunks have in common, and where they differ. */
export interface TrunkKind<Row extends object> {
	/** As in the names of the methods. */
	direction: 'Inbound' | 'Outbound';
	message: Message;
	update: Message;
	rows(state: LiveKitState): Collection<Row>;
	/** @throws {TwirpError} for a trunk that cannot be stored. */
	check(trunk: Row): void;
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
	check(trunk) {
		const hasCredential = Boolean(trunk.auth_username) || Boolean(trunk.auth_password);
		const lists = [...(trunk.allowed_addresses ?? []), ...(trunk.numbers ?? [])];
		if (!hasCredential && lists.length === 0) throw invalidArgument(securityRule);
		checkHeaders(trunk);
		checkMedia(trunk.media);
	},
	checkConflicts: checkTrunkConflicts,
	hasNumber: (trunk, numbers) => shareNumber(trunk.numbers ?? [], numbers),
};

function checkHost(value: string, field: string): void {
	if (value.includes('transport=')) {
		throw invalidArgument(`${field} should not contain transport parameter`);
	}
	if (/[@;]|^sips?:/.test(value)) {
		throw invalidArgument(`${field} should be a hostname or IP, not SIP URI`);
	}
}

export const outbound: TrunkKind<OutboundTrunk> = {
	direction: 'Outbound',
	message: outboundTrunk,
	update: outboundTrunkUpdate,
	rows: (state) => state.outboundTrunks,
	check(trunk) {
		if ((trunk.numbers ?? []).length === 0) throw invalidArgument('no trunk numbers specified');
		if (!trunk.address) throw invalidArgument('no outbound address specified');
		checkHost(trunk.address, 'trunk address');
		checkHost(trunk.from_host ?? '', 'from_host');
		checkHeaders(trunk);
		checkMedia(trunk.media);
	},
	// Any number of outbound trunks may have the same number and address.
	checkConflicts: () => undefined,
	// Compared as they are written, unlike those of inbound trunks.
	hasNumber: (trunk, numbers) => (trunk.numbers ?? []).some((number) => numbers.includes(number)),
};
