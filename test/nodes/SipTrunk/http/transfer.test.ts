import { sleep, type IN8nHttpFullResponse } from 'n8n-workflow';
import { Readable } from '../../../support/stream.cjs';
import { Capacity } from '../../../../nodes/SipTrunk/http/capacity';
import { Deadlines } from '../../../../nodes/SipTrunk/http/deadlines';
import { transfer, type Limits } from '../../../../nodes/SipTrunk/http/transfer';

const options = { url: 'https://api.example.com' };
const limits: Limits = {
	timeoutMs: 1000,
	capacity: new Capacity(1000, 2000),
	deadlines: new Deadlines(),
};

const answer = (body: unknown, headers = {}, statusCode = 201) =>
	({ statusCode, headers, body }) as IN8nHttpFullResponse;

/** A body in parts, with the time between two of them; endless without `parts`. */
function stream(part: Buffer | string, { parts = Infinity, everyMs = 0 } = {}): Readable {
	return Readable.from(
		(async function* () {
			for (let index = 0; index < parts; index++) {
				if (everyMs > 0) await sleep(everyMs);
				yield Buffer.from(part);
			}
		})(),
	);
}

const get = async (body: unknown, headers = {}, more: Partial<Limits> = {}) =>
	await transfer(async () => await Promise.resolve(answer(body, headers)), options, {
		...limits,
		...more,
	});

describe('an answer', () => {
	it.each<[what: string, body: unknown, text: string]>([
		['a text', '{"id":1}', '{"id":1}'],
		['nothing', undefined, ''],
		['null', null, ''],
		['what n8n has parsed', { id: 1 }, '{"id":1}'],
		['a stream', stream('ab', { parts: 2 }), 'abab'],
		['a stream of nothing', stream('', { parts: 0 }), ''],
		['a character in two parts', Readable.from([Buffer.from([0xc3]), Buffer.from([0xa4])]), 'ä'],
		['a byte order mark', stream('\ufeff{}', { parts: 1 }), '{}'],
	])('is read whole: %s', async (_, body, text) => {
		expect(await get(body, { a: 'b' })).toEqual({ status: 201, headers: { a: 'b' }, text });
	});

	it('is read whole though it is large and a character lies in two parts', async () => {
		const large = 'ä'.repeat(2_500_000);
		const bytes = Buffer.from(large);
		const parts = [bytes.subarray(0, 1_000_001), bytes.subarray(1_000_001)];
		const capacity = new Capacity();
		const { text } = await get(Readable.from(parts), {}, { capacity });
		expect(text === large).toBe(true);
	});

	it('is not read any further when it is too large, and its connection is ended', async () => {
		const body = stream('x'.repeat(100));
		expect(await get(body)).toMatchObject({ status: 201, text: undefined });
		expect(body.destroyed).toBe(true);
	});

	it('is not read at all if it says that it is too large', async () => {
		const body = stream('x');
		expect(await get(body, { 'content-length': '1001' })).toMatchObject({ text: undefined });
		expect(body.destroyed).toBe(true);
	});

	it.each([undefined, '', 'soon', '-1', '1000', 1000])(
		'is read where it is said to have %p bytes',
		async (length) => {
			const headers = { 'content-length': length };
			expect(await get(stream('ab', { parts: 1 }), headers)).toMatchObject({ text: 'ab' });
		},
	);

	it('is read up to a megabyte only where it refuses', async () => {
		const capacity = new Capacity();
		const kilobytes = { read: 0 };
		const endless = () =>
			Readable.from(
				(function* () {
					for (;;) {
						kilobytes.read += 1;
						yield Buffer.alloc(1024, 'x');
					}
				})(),
			);
		const refusal = async (body: unknown, headers = {}) =>
			await transfer(async () => await Promise.resolve(answer(body, headers, 500)), options, {
				...limits,
				capacity,
			});
		const body = endless();
		expect(await refusal(body)).toMatchObject({ status: 500, text: undefined });
		expect(body.destroyed).toBe(true);
		expect(kilobytes.read).toBeGreaterThan(1024);
		expect(kilobytes.read).toBeLessThan(1100);
		const announced = stream('x');
		expect(await refusal(announced, { 'content-length': 1024 * 1024 + 1 })).toMatchObject({
			text: undefined,
		});
		expect(announced.destroyed).toBe(true);
		expect(await refusal(stream('{}', { parts: 1 }))).toMatchObject({ text: '{}' });
	});

	it('has room again when those before are read, or too large, or broken', async () => {
		const capacity = new Capacity(1000, 1000);
		const broken = Readable.from(
			(async function* () {
				yield Buffer.alloc(900);
				await Promise.reject(new Error('cut'));
			})(),
		);
		await expect(get(broken, {}, { capacity })).rejects.toThrow('cut');
		await get(stream('x'.repeat(100)), {}, { capacity });
		await get(stream('x'.repeat(100), { parts: 10 }), {}, { capacity });
		expect(await get(stream('x'.repeat(1000), { parts: 1 }), {}, { capacity })).toMatchObject({
			text: 'x'.repeat(1000),
		});
	});
});

describe('a request that is given up', () => {
	/** A sender that keeps the signal, as n8n's helper does. */
	const senderOf = (result: (signal: AbortSignal) => Promise<IN8nHttpFullResponse>) => {
		const kept: { signal?: AbortSignal } = {};
		const send = async (_: unknown, signal: AbortSignal) => {
			kept.signal = signal;
			return await result(signal);
		};
		return { kept, send };
	};
	const never = async (signal: AbortSignal) =>
		await new Promise<never>((_, reject) => {
			signal.addEventListener('abort', () => reject(new Error('aborted')));
		});

	it('because no answer comes in time is ended', async () => {
		const { kept, send } = senderOf(never);
		await expect(transfer(send, options, { ...limits, timeoutMs: 50 })).rejects.toEqual({
			code: 'ETIMEDOUT',
		});
		expect(kept.signal?.aborted).toBe(true);
	});

	it('because its answer trickles is ended, and so is the answer', async () => {
		const body = stream('x', { everyMs: 10 });
		await expect(get(body, {}, { timeoutMs: 50 })).rejects.toEqual({ code: 'ETIMEDOUT' });
		await sleep(50);
		expect(body.destroyed).toBe(true);
	});

	it('because the execution is cancelled is ended', async () => {
		const cancellation = new AbortController();
		const { kept, send } = senderOf(never);
		const outcome = transfer(send, options, { ...limits, signal: cancellation.signal });
		cancellation.abort();
		await expect(outcome).rejects.toThrow('aborted');
		expect(kept.signal?.aborted).toBe(true);
	});

	it('is ended though its answer comes afterwards', async () => {
		const body = stream('x', { everyMs: 10 });
		const { send } = senderOf(async () => {
			await sleep(200);
			return answer(body);
		});
		await expect(transfer(send, options, { ...limits, timeoutMs: 50 })).rejects.toEqual({
			code: 'ETIMEDOUT',
		});
		await sleep(200);
		expect(body.destroyed).toBe(true);
	});

	it('is not ended when all went well', async () => {
		const { kept, send } = senderOf(async () => await Promise.resolve(answer('{}')));
		await transfer(send, options, { ...limits, timeoutMs: 20 });
		await sleep(150);
		expect(kept.signal?.aborted).toBe(false);
	});
});
