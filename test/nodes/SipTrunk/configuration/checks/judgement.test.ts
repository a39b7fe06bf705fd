import { LEVELS, type Level } from '../../../../../nodes/SipTrunk/configuration/checks/finding';
import { judge, overallOf } from '../../../../../nodes/SipTrunk/configuration/checks/judgement';
import { providers } from '../../../../../nodes/SipTrunk/providers';
import { trunkWith, type TrunkInWords } from './support';

const [provider] = providers;

it.each<[levels: Level[], overall: string]>([
	[[], 'ok'],
	[['info'], 'ok'],
	[['info', 'unknown'], 'unknown'],
	[['unknown', 'warning'], 'warning'],
	[['warning', 'fail', 'unknown'], 'fail'],
])('%p is %s', (levels, overall) => {
	expect(overallOf(levels.map((level) => ({ level })))).toBe(overall);
});

it('has nothing to say of a trunk on which nothing is wrong', () => {
	expect(judge(provider, trunkWith())).toEqual({ overall: 'ok', findings: [] });
});

it('says the worst first, and what each is about', () => {
	const { overall, findings } = judge(
		provider,
		trunkWith({ uris: ['sip:10.0.0.1'], addresses: ['10.0.0.0/8'], hidden: ['phoneNumbers'] }),
	);
	expect(overall).toBe('fail');
	expect(findings.map(({ id, level, about }) => [id, level, about])).toEqual([
		['unreachableTarget', 'fail', 'sip:10.0.0.1'],
		['unreachableSource', 'warning', '10.0.0.0/8'],
		['wideAddress', 'warning', '10.0.0.0/8'],
		['notTold', 'unknown', 'phoneNumbers'],
		['noFallback', 'info', 'sip:10.0.0.1'],
	]);
	findings.forEach((finding) => {
		expect(Object.keys(finding)).toEqual(['id', 'level', 'message', 'about', 'fix']);
		expect(LEVELS).toContain(finding.level);
		expect(finding.fix).not.toBe('');
	});
	expect(judge(provider, trunkWith({ uris: [] })).findings[0].about).toBe('+15555550104');
	expect(judge(provider, trunkWith({ row: { status: 'inactive' } })).findings[0].about).toBe(
		'Example Garage',
	);
});

it.each<TrunkInWords>([
	{ hidden: ['originationUris'] },
	{ hidden: ['phoneNumbers'] },
	{ hidden: ['sipCredentials', 'allowedAddresses'] },
	{ usernames: [], hidden: ['allowedAddresses'] },
	{ row: { status: 'unknown' } },
	{
		row: { secure: null },
		uris: ['sip:proj_abc@sip.api.openai.com:5061;transport=tls', 'sip:pbx2.acme.com'],
	},
])('what the provider does not tell is unknown, never ok: %j', (words) => {
	expect(judge(provider, trunkWith(words)).overall).toBe('unknown');
});

it.each([
	[{ row: { callsPerSecond: 0 } }, "Trunk Configuration > Apply, 'Calls per Second'"],
	[{ row: { maxConcurrentCalls: 0 } }, "Trunk Configuration > Apply, 'Max Concurrent Calls'"],
	[{ disabled: ['acme'] }, "SIP Credential > Update, 'Enabled'"],
	[{ disabled: ['44.229.228.186/32'] }, 'At Vobiz: Switch it on.'],
])('the fix is that of the very entry: %j', (words, fix) => {
	const vobiz = providers.find(({ value }) => value === 'vobiz');
	const { findings } = judge(vobiz ?? provider, trunkWith(words));
	expect(findings.map((finding) => finding.fix)).toEqual([fix]);
});
