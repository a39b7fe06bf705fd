import { sleep } from 'n8n-workflow';
import { gunzipSync } from '../../sandbox/faults/gzip.cjs';
import { bufferBytes } from '../support/memory.cjs';
import type { Readable } from '../support/stream.cjs';
import { clientFor, trunkLists, useSandbox } from './support';

/** Faults that concern more than the words of one answer: its length, the provider's clock, and other people. */

const context = useSandbox();
const sandbox = () => context.sandbox;
const vobiz = () => clientFor(sandbox(), 'vobiz');
const list = async () => await vobiz().get(trunkLists.vobiz);
const create = async () =>
	await vobiz().post(trunkLists.vobiz, {
		name: 'a',
		trunk_direction: 'inbound',
		concurrent_calls_limit: 4,
		secure: true,
	});
const trunks = () => sandbox().state('vobiz').trunks.all();
const lastRequest = () => sandbox().requests.at(-1);

/** The answer as it arrives. */
async function open() {
	const options = { responseType: 'stream', decompress: false } as const;
	const { data, headers } = await vobiz().get<Readable>(trunkLists.vobiz, options);
	return { answer: data, headers };
}

describe('endless', () => {
	test.each([
		{ how: 'a trickle', ms: 5, bytes: 10, least: 50 },
		{ how: 'a flood', ms: 0, bytes: 1_000_000, least: 50_000_000 },
	])('$how ends when nobody listens any more', async ({ ms, bytes, least }) => {
		sandbox().setFaults([{ kind: 'endless', ms, bytes }]);
		const { answer } = await open();
		let length = 0;
		for await (const chunk of answer) {
			length += (chunk as Buffer).length;
			if (length >= least) break;
		}
		for (let waited = 0; waited < 2000 && lastRequest()?.durationMs === 0; waited += 10) {
			await sleep(10);
		}
		expect(lastRequest()).toMatchObject({ status: 200, fault: 'endless' });
		expect(lastRequest()?.durationMs).toBeGreaterThan(0);
	});

	test('waits for those who take it slowly, so that it fills no memory here', async () => {
		sandbox().setFaults([{ kind: 'endless', ms: 0, bytes: 1_000_000 }]);
		const { answer } = await open();
		const before = bufferBytes();
		await sleep(300);
		const after = bufferBytes();
		answer.destroy();
		expect(after - before).toBeLessThan(50_000_000);
	});
});

test('a gzip bomb is small on the wire and large when it is unpacked', async () => {
	sandbox().setFaults([{ kind: 'gzipBomb', bytes: 50_000_000 }]);
	const { answer, headers } = await open();
	expect(headers['content-encoding']).toBe('gzip');
	const chunks: Buffer[] = [];
	for await (const chunk of answer) chunks.push(chunk as Buffer);
	const packed = Buffer.concat(chunks);
	const unpacked = gunzipSync(packed);
	expect(unpacked.length).toBeGreaterThan(50_000_000);
	expect(packed.length).toBeLessThan(500_000);
	expect(JSON.parse(unpacked.toString().trim())).toMatchObject({ meta: { total: 0 } });
});

describe('a clock', () => {
	/** A header has whole seconds. */
	const ahead = (time: unknown) => (Date.parse(String(time)) - Date.now()) / 1000;

	test.each([3600, -600])(
		'that is %d seconds ahead tells another time, and keeps it',
		async (seconds) => {
			sandbox().setFaults([{ kind: 'clock', provider: 'vobiz', seconds }]);
			const made = await create();
			expect(Math.abs(ahead(made.headers.date) - seconds)).toBeLessThan(3);
			expect(Math.abs(ahead(made.data.created_at) - seconds)).toBeLessThan(3);
			sandbox().clearFaults();
			const { data, headers } = await list();
			expect(Math.abs(ahead(headers.date))).toBeLessThan(3);
			expect(Math.abs(ahead(data.objects[0].created_at) - seconds)).toBeLessThan(3);
		},
	);

	test('is that of one provider, also where an answer is replaced', async () => {
		sandbox().setFaults([
			{ kind: 'clock', provider: 'vobiz', seconds: 600 },
			{ kind: 'status', status: 503 },
		]);
		const refused = await list();
		const other = await clientFor(sandbox(), 'vyom').get(trunkLists.vyom);
		expect(refused.status).toBe(503);
		expect(Math.abs(ahead(refused.headers.date) - 600)).toBeLessThan(3);
		expect(Math.abs(ahead(other.headers.date))).toBeLessThan(3);
	});

	test('may be another than that of the gateway, which writes the header', async () => {
		sandbox().setFaults([{ kind: 'clock', seconds: 600, headerSeconds: 0 }]);
		const { data, headers } = await create();
		expect(Math.abs(ahead(headers.date))).toBeLessThan(3);
		expect(Math.abs(ahead(data.created_at) - 600)).toBeLessThan(3);
	});
});

describe('a twin', () => {
	test('is made by somebody else, with other settings, a moment before', async () => {
		sandbox().setFaults([{ kind: 'twin' }]);
		const { data, status } = await create();
		expect([status, sandbox().requests[0].problem]).toEqual([201, undefined]);
		expect(trunks()).toHaveLength(2);
		expect(trunks().map(({ name }) => name)).toEqual(['a', 'a']);
		expect(trunks()[1].trunk_id).toBe(data.trunk_id);
		const limits = trunks().map((trunk) => trunk.concurrent_calls_limit);
		expect(limits).toEqual([5, 4]);
		expect(sandbox().requests).toHaveLength(1);
		expect(lastRequest()).toMatchObject({
			fault: 'twin',
			effects: [{ id: data.trunk_id }],
			twins: [{ id: trunks()[0].trunk_id }],
		});
	});

	test('differs in what is said, and is there though the request itself does not arrive', async () => {
		sandbox().setFaults([
			{ kind: 'twin', set: { concurrent_calls_limit: 99 } },
			{ kind: 'status', status: 504 },
		]);
		expect((await create()).status).toBe(504);
		expect(trunks().map((trunk) => trunk.concurrent_calls_limit)).toEqual([99]);
		expect(lastRequest()).toMatchObject({ effects: [], twins: [{ id: trunks()[0].trunk_id }] });
	});

	test('is none where nothing differs', async () => {
		sandbox().setFaults([{ kind: 'twin', set: { name: 'a' } }]);
		await create();
		expect(trunks()).toHaveLength(1);
		expect(lastRequest()).not.toHaveProperty('twins');
	});

	test('is asked for by a form as well', async () => {
		sandbox().setFaults([{ kind: 'twin' }]);
		const form = new URLSearchParams({ FriendlyName: 'a', Secure: 'true' });
		await clientFor(sandbox(), 'twilio').post('/v1/Trunks', form);
		const made = sandbox().state('twilio').trunks;
		expect([...made].map(({ settings }) => settings.secure)).toEqual([false, true]);
	});
});

test('keys of an answer have other values, or are missing', async () => {
	await create();
	sandbox().setFaults([
		{ kind: 'rewriteKeys', keys: ['name', 'nothing'], value: { odd: true } },
		{ kind: 'rewriteKeys', keys: ['trunk_id'] },
	]);
	const { data } = await list();
	expect(data.objects[0].name).toEqual({ odd: true });
	expect(data.objects[0]).not.toHaveProperty('trunk_id');
	expect(data.objects[0]).not.toHaveProperty('nothing');
	expect(trunks()[0].name).toBe('a');
});

test('rows have keys that they did not have', async () => {
	await create();
	sandbox().setFaults([
		{ kind: 'rewriteKeys', keys: ['odd', 'name'], value: 5, rowsWith: 'trunk_id' },
	]);
	const { data } = await list();
	expect(data.objects[0]).toMatchObject({ odd: 5, name: 5 });
	expect(data).not.toHaveProperty('odd');
});
