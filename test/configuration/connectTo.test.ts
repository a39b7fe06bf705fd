import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { wordsOf } from '../operations/support';
import { trunksOf } from './twilioAccount';
import { useConfiguration } from './useConfiguration';

/** Connect To in Plan and Apply, in n8n's own engine against the sandbox. */

const { bench, run, done } = useConfiguration('twilio');

const toLiveKit: INodeParameters = {
	name: 'Front desk',
	domainName: 'front-desk.pstn.twilio.com',
	usernames: 'front-desk',
	phoneNumbers: '+15555550101',
	connectTo: 'livekit',
	projectSubdomain: 'vjnxecm0tjk',
};

it('makes a trunk that leads to the platform, and says how it is registered there', async () => {
	const row = await done('apply', toLiveKit);
	expect(row).toMatchObject({
		outcome: 'created',
		configuration: {
			originationUris: [
				{ uri: 'sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp', name: 'LiveKit Cloud' },
			],
			allowedAddresses: [
				{ address: '143.223.88.0/21' },
				{ address: '161.115.160.0/19' },
				{ address: '153.57.128.0/18' },
			],
		},
		platform: {
			id: 'livekit',
			name: 'LiveKit Cloud',
			checked: '2026-10-08',
			uri: 'sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp',
			register: {
				method: 'POST',
				body: { trunk: { name: 'Front desk', numbers: ['+15555550101'] } },
			},
			alsoRegister: [
				{ body: { dispatch_rule: { numbers: ['+15555550101'] } } },
				{
					body: { trunk: { address: 'front-desk.pstn.twilio.com', auth_username: 'front-desk' } },
				},
			],
		},
	});
	const password = (row.sipCredentials as IDataObject[])[0].password as string;
	expect(password).toEqual(expect.any(String));
	expect(JSON.stringify(row.platform)).not.toContain(password);
	const [url, ...more] = trunksOf(bench.sandbox)[0].originationUrls;
	expect(more).toEqual([]);
	expect(url.settings.sip_url).toBe('sip:vjnxecm0tjk.sip.livekit.cloud;transport=tcp');
});

it('is unchanged the second time', async () => {
	await done('apply', toLiveKit);
	expect(await done('apply', toLiveKit)).toMatchObject({ outcome: 'unchanged', changes: [] });
});

it('is shown by Plan, which Apply then keeps to', async () => {
	const plan = await done('plan', { planFor: 'apply', ...toLiveKit });
	expect(plan).toMatchObject({ platform: { id: 'livekit', register: { method: 'POST' } } });
	expect(JSON.stringify(plan.changes)).toContain('vjnxecm0tjk.sip.livekit.cloud');
	expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
	const row = await done('apply', { ...toLiveKit, expectedDigest: plan.digest as string });
	expect(row.outcome).toBe('created');
});

it('is judged by Check like any other entry', async () => {
	const { id } = await done('apply', toLiveKit);
	const row = await done('check', { trunkId: { __rl: true, mode: 'id', value: id } } as never);
	expect(row.overall).toBe('ok');
});

it('leaves everything as it is without a platform', async () => {
	const row = await done('apply', { ...toLiveKit, connectTo: 'none' });
	expect(row).not.toHaveProperty('platform');
	expect(trunksOf(bench.sandbox)[0].originationUrls.size).toBe(0);
});

it('refuses what cannot work, also with a trunk that is there, before anything is changed', async () => {
	const secure = { ...toLiveKit, connectTo: 'none', additionalFields: { secure: true } };
	await done('apply', secure);
	const result = await run('apply', toLiveKit);
	expect(wordsOf(result)).toContain('Choose LiveKit Cloud (TLS)');
	expect(bench.sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
});

it('refuses a platform without what it needs', async () => {
	expect(wordsOf(await run('apply', { ...toLiveKit, projectSubdomain: '' }))).toContain(
		'"Project Subdomain" is required',
	);
});

it('tells once of data that are old, not of others', async () => {
	const old = { ...toLiveKit, connectTo: 'livekit-region', platformRegion: 'eu' };
	const { hints } = await bench.run(
		{ resource: 'trunkConfiguration', operation: 'plan' },
		{ planFor: 'apply', ...old },
		{ input: [{}, {}] },
	);
	const isStale = Date.now() - Date.parse('2026-08-24') > 91 * 24 * 60 * 60 * 1000;
	const told = hints.filter(({ message }) => message.includes('LiveKit Cloud (Region)'));
	expect(told).toHaveLength(isStale ? 1 : 0);
	expect((await run('apply', toLiveKit)).hints).toEqual([]);
});
