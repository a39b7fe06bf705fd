import type { CheckRules } from '../../../../../nodes/SipTrunk/configuration/checks/finding';
import { miniVoiceRules } from '../../../../../nodes/SipTrunk/providers/miniVoice/check';
import { tryVoxRules } from '../../../../../nodes/SipTrunk/providers/tryVox/check';
import { vobizRules } from '../../../../../nodes/SipTrunk/providers/vobiz/check';
import { vyomRules } from '../../../../../nodes/SipTrunk/providers/vyom/check';
import { judge } from '../../../../../nodes/SipTrunk/configuration/checks/judgement';
import { providers } from '../../../../../nodes/SipTrunk/providers';
import { trunkWith, type TrunkInWords } from '../../configuration/checks/support';

/** What only one provider's trunks can lack, and what is told of the others. */

function judged(value: string, rules: CheckRules, words: TrunkInWords) {
	const provider = providers.find((one) => one.value === value);
	if (provider === undefined) throw new Error(value);
	const trunk = trunkWith({ ...words, rules: { ...UNSET, ...rules } });
	return judge(provider, { ...trunk, purpose: rules.purpose(trunk) });
}

/** What the tests' own provider has, and these have not. */
const UNSET: Partial<CheckRules> = {
	hosts: undefined,
	numberTrouble: undefined,
	signInBy: undefined,
	otherUris: undefined,
	unseenTarget: undefined,
};

type Case = [words: TrunkInWords, overall: string, ids: string[]];

const tried = (value: string, rules: CheckRules, cases: Case[]) => {
	it.each(cases.map((one) => ({ one })))(`${value}: $one`, ({ one: [words, overall, ids] }) => {
		const judgement = judged(value, rules, words);
		expect(judgement.findings.map(({ id }) => id)).toEqual(ids);
		expect(judgement.overall).toBe(overall);
	});
};

const nobody = { usernames: [], addresses: [] };
const inbound = { row: { direction: 'inbound' }, ...nobody };
const outbound = { row: { direction: 'outbound' }, uris: [], numbers: [] };
const both = { row: { direction: 'both' } };

tried('vobiz', vobizRules, [
	[inbound, 'ok', ['oneDirection']],
	[outbound, 'ok', ['oneDirection']],
	[both, 'ok', []],
	[{ ...both, uris: [], numbers: [] }, 'ok', ['oneDirection']],
	[{ ...both, ...nobody, uris: [], numbers: [] }, 'fail', ['nothingOnIt']],
	[{ ...inbound, usernames: ['x'] }, 'warning', ['directionContradicts', 'oneDirection']],
	[{ ...inbound, addresses: ['44.1.2.3/32'] }, 'warning', ['directionContradicts', 'oneDirection']],
	[{ ...outbound, numbers: ['+15550001'] }, 'fail', ['directionContradicts', 'oneDirection']],
	[
		{ ...outbound, uris: ['sip:a.acme.com', 'sip:b.acme.com'] },
		'warning',
		['directionContradicts', 'oneDirection'],
	],
	[
		{ ...inbound, uris: [], raw: { inbound_destination: 'pbx.acme.com' } },
		'ok',
		['noFallback', 'oneDirection'],
	],
	[
		{ ...inbound, uris: [], raw: { inbound_destination: 'sip:10.0.0.1' } },
		'fail',
		['unreachableTarget', 'noFallback', 'oneDirection'],
	],
	[
		{ ...inbound, uris: [], raw: { inbound_destination: 'cccc3333-0000' } },
		'unknown',
		['noOriginationUri', 'oneDirection'],
	],
	[
		{ ...inbound, numbers: [{ e164: '+1555', status: 'blocked' }] },
		'fail',
		['numberNotInService', 'oneDirection'],
	],
	[{ ...both, row: { direction: 'both', callsPerSecond: 0 } }, 'warning', ['zeroLimit']],
]);

const credential = { raw: { auth_type: 'credential' }, hidden: ['allowedAddresses' as const] };
const byAddress = { raw: { auth_type: 'ip' }, hidden: ['allowedAddresses' as const] };

tried('tryVox', tryVoxRules, [
	[credential, 'ok', []],
	[{ ...credential, usernames: [] }, 'fail', ['noSignIn']],
	[byAddress, 'unknown', ['noSignIn']],
	[{ ...credential, uris: [], numbers: [] }, 'ok', ['oneDirection']],
	[{ ...credential, uris: [] }, 'unknown', ['noOriginationUri']],
	[{ ...byAddress, uris: [] }, 'fail', ['numberWithoutTarget', 'noOriginationUri', 'noSignIn']],
	[
		{ ...credential, numbers: [{ e164: '+1555', status: 'pending' }] },
		'fail',
		['numberNotInService'],
	],
	[{ ...credential, row: { maxConcurrentCalls: 0 } }, 'ok', []],
	[{ ...credential, row: { secure: null }, uris: ['sips:a.acme.com', 'sip:b.acme.com'] }, 'ok', []],
]);

const registered = (registration: string | undefined, more: TrunkInWords = {}) => ({
	row: { registration, direction: 'outbound' },
	raw: { proxy: 'sip.acme.com' },
	...more,
});

tried('miniVoice', miniVoiceRules, [
	[registered('REGED'), 'ok', ['oneDirection']],
	[registered('noreg'), 'ok', ['oneDirection']],
	[registered('FAIL_WAIT'), 'fail', ['registration', 'oneDirection']],
	[registered('TRYING'), 'warning', ['registration', 'oneDirection']],
	[registered('constructor'), 'unknown', ['registration', 'oneDirection']],
	[registered(undefined), 'unknown', ['registration', 'oneDirection']],
	[
		registered('REGED', { raw: { proxy: '10.0.0.1:5060' } }),
		'fail',
		['unreachableProxy', 'oneDirection'],
	],
	[
		registered('REGED', { raw: { proxy: 'sip:pbx.local' } }),
		'fail',
		['unreachableProxy', 'oneDirection'],
	],
	[
		registered('REGED', { settings: { proxy: 'sip:sip.acme.com' } }),
		'warning',
		['hostWithScheme', 'oneDirection'],
	],
	[{ row: { status: 'inactive', registration: 'REGED' } }, 'fail', ['inactive', 'oneDirection']],
]);

tried('vyom', vyomRules, [[{}, 'unknown', ['nothingTold', 'oneDirection']]]);
