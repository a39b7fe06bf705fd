import {
	type Call,
	checkFriendlyName,
	checkLimit,
	found,
	type Handlers,
	integer,
	isoDate,
	text,
	toSettings,
	trunkOf,
} from './call';
import { Refusal } from './errors';
import { trunkingList } from './paging';
import type { OriginationUrl, Settings, Trunk } from './state';
import type { Values } from './specification';

/** The specification says 1 for the least weight; Twilio's own tests and accounts have 0. */
const ranges = { Priority: [0, 65_535], Weight: [0, 65_535] } as const;

/** @throws {Refusal} */
function readSettings(form: Values): Settings {
	checkFriendlyName(text(form, 'FriendlyName'), { longest: 64 });
	const sipUrl = text(form, 'SipUrl');
	if (sipUrl !== undefined && !/^sip:/i.test(sipUrl)) {
		throw new Refusal(20422, 'SipUrl must begin with sip:');
	}
	for (const [name, [lowest, highest]] of Object.entries(ranges)) {
		const value = integer(form, name);
		if (value !== undefined && (value < lowest || value > highest)) {
			throw new Refusal(20422, `${name} must be from ${lowest} to ${highest}`);
		}
	}
	return toSettings(form);
}

function toAnswer(call: Call, trunk: Trunk, row: OriginationUrl): Record<string, unknown> {
	return {
		sid: row.sid,
		account_sid: call.account.sid,
		trunk_sid: trunk.sid,
		...row.settings,
		date_created: isoDate(row.created),
		date_updated: isoDate(row.updated),
		url: `${call.world.address()}/v1/Trunks/${trunk.sid}/OriginationUrls/${row.sid}`,
	};
}

function originationUrlOf(call: Call, trunk: Trunk): OriginationUrl {
	return found(call, trunk.originationUrls.get(call.path.Sid));
}

/** @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */
export const originationUrlHandlers: Handlers = {
	/** The same URL may be there twice: no rule against it is documented. */
	CreateOriginationUrl: (call) => {
		const trunk = trunkOf(call);
		const { originationUrlLimit } = call.world.state;
		checkLimit(trunk.originationUrls.size, originationUrlLimit, 21249, 'origination URLs');
		const settings = readSettings(call.form);
		const now = call.world.now();
		const row = trunk.originationUrls.add({
			sid: `OU${call.world.hex(32)}`,
			settings,
			created: now,
			updated: now,
		});
		call.world.effect(call.request, 'origination URL created', row.sid);
		return toAnswer(call, trunk, row);
	},

	ListOriginationUrl: (call) => {
		const trunk = trunkOf(call);
		return trunkingList(call, trunk.originationUrls, 'OU', 'origination_urls', (row) =>
			toAnswer(call, trunk, row),
		);
	},

	FetchOriginationUrl: (call) => {
		const trunk = trunkOf(call);
		return toAnswer(call, trunk, originationUrlOf(call, trunk));
	},

	UpdateOriginationUrl: (call) => {
		const trunk = trunkOf(call);
		const row = originationUrlOf(call, trunk);
		Object.assign(row.settings, readSettings(call.form));
		row.updated = call.world.now();
		call.world.effect(call.request, 'origination URL updated', row.sid);
		return toAnswer(call, trunk, row);
	},

	DeleteOriginationUrl: (call) => {
		const trunk = trunkOf(call);
		const row = originationUrlOf(call, trunk);
		trunk.originationUrls.remove(row.sid);
		call.world.effect(call.request, 'origination URL deleted', row.sid);
		return undefined;
	},
};
