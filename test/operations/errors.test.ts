import type { IDataObject } from 'n8n-workflow';
import { echoed } from '../../facts/errors';
import { facts } from '../../facts/index';
import { badGateway, type Fault } from '../../sandbox/index';
import { byId, descriptionOf, useBenches, type Bench } from './support';

/**
 * What a user reads when a provider says no: each provider's documented error bodies, and what anybody in between
 * may answer instead.
 */

const benches = useBenches();
const list = { resource: 'trunk', operation: 'getAll' };
/** Every answer is tried once, however often it would be asked again. */
const once = { options: { maxRetries: 0 } };

describe.each(benches.map((bench) => ({ name: bench.provider.name, bench })))(
	'$name says no',
	({ bench }) => {
		const { provider } = bench;
		const { name } = provider;

		it.each(facts[provider.value].errors)('$status $code: $says', async (answer) => {
			const { status, body, says, advises, code, requestId } = answer;
			bench.faults({ kind: 'status', status, body, times: null });
			const stopped = await bench.run(list, once);
			const { name: kind, message, httpCode } = (stopped.error ?? {}) as IDataObject;
			expect({ kind, message, httpCode }).toEqual({
				kind: 'NodeApiError',
				message: says,
				httpCode: String(status),
			});
			expect(descriptionOf(stopped)).toContain(advises);
			expect(stopped.stored).not.toContain(echoed);
			expect(bench.sent()).toHaveLength(1);

			const continued = await bench.run(list, once, { onError: 'continueRegularOutput' });
			const [{ json }] = continued.items;
			expect(json.error).toContain(says);
			expect(json.error).toContain(advises);
			expect(json.details).toMatchObject({
				provider: provider.value,
				status,
				code,
				...(requestId === undefined ? {} : { requestId }),
			});
			expect(continued.stored).not.toContain(echoed);
		});

		const answers: Array<{ what: string; fault: Fault; says: string; advises: string }> = [
			{
				what: 'a page of a gateway',
				fault: badGateway(),
				says: `^${name} answered HTTP 502: the provider could not be reached by its gateway\\.$`,
				advises: 'Try again later',
			},
			{
				what: 'a text in place of JSON',
				fault: { kind: 'status', status: 503, body: 'upstream connect error' },
				says: `^${name} answered HTTP 503: the provider is unavailable\\.$`,
				advises: 'Try again later',
			},
			{
				what: 'an empty body with an error',
				fault: { kind: 'status', status: 500, body: '' },
				says: `^${name} answered HTTP 500: the provider failed\\.$`,
				advises: 'Try again later',
			},
			{
				what: 'an empty body with a refused key',
				fault: { kind: 'status', status: 401, body: '' },
				says: `^${name} refused the key \\(HTTP 401\\)\\.$`,
				advises: 'credential',
			},
			{
				what: 'JSON of another shape',
				fault: { kind: 'status', status: 404, body: { fault: { faultstring: echoed } } },
				says: `^${name} answered HTTP 404: there is no such thing, or it belongs to another account\\.$`,
				advises: 'Check',
			},
			{
				what: 'a list as an error',
				fault: { kind: 'status', status: 409, body: [echoed] },
				says: `^${name} answered HTTP 409: it conflicts with what exists\\.$`,
				advises: 'what exists',
			},
			{
				what: 'a status that nobody has heard of',
				fault: { kind: 'status', status: 418, body: '' },
				says: `^${name} answered HTTP 418: status 418\\.$`,
				advises: 'API Base URL',
			},
			{
				what: 'a redirect',
				fault: { kind: 'redirect', to: 'https://elsewhere.example.com/v1/Trunks' },
				says: `^${name} answered with a redirect to https://elsewhere\\.example\\.com, which is not followed`,
				advises: 'API Base URL',
			},
			{
				what: 'a web page with status 200',
				fault: { kind: 'htmlBody' },
				says: `^${name} answered with a web page instead of JSON\\.$`,
				advises: 'API Base URL',
			},
			{
				what: 'JSON that breaks off',
				fault: { kind: 'truncatedJson' },
				says: `^${name} answered with JSON that is incomplete or damaged\\.$`,
				advises: 'API Base URL',
			},
			{
				what: 'a failure with status 200',
				fault: { kind: 'successFalse' },
				says: `^${name} answered HTTP 200: the request was not carried out\\.$`,
				advises: 'message',
			},
			{
				what: 'nothing with status 200',
				fault: { kind: 'emptyBody' },
				says: `^${name} answered with an empty text\\.$`,
				advises: 'API Base URL',
			},
			{
				what: 'no answer but the end of the connection',
				fault: { kind: 'resetBefore' },
				says: `^The connection to ${name} at http://127\\.0\\.0\\.1:\\d+ broke before an answer arrived`,
				advises: 'Try again later',
			},
		];

		it('advises nothing about numbers where a request is not about numbers', async () => {
			bench.faults({ kind: 'status', status: 400 });
			const run = await bench.run(list, once);
			expect(run).toMatchObject({ status: 'error', items: [] });
			expect(descriptionOf(run)).not.toBe('');
			expect(descriptionOf(run)).not.toMatch(/number/i);
		});

		it.each(answers)('$what', async ({ fault, says, advises }) => {
			bench.faults({ ...fault, times: null });
			const run = await bench.run(list, once);
			expect(run).toMatchObject({ status: 'error', items: [] });
			expect(run.error?.message).toMatch(new RegExp(says, 'i'));
			expect(descriptionOf(run)).toContain(advises);
			expect(run.stored).not.toContain(echoed);
		});

		it('is not reached at all', async () => {
			bench.faults({ kind: 'refuse', forMs: 60_000, provider: provider.value });
			const run = await bench.run(list, once);
			expect(run.error?.message).toMatch(
				new RegExp(`^${provider.name} cannot be reached at http://127\\.0\\.0\\.1:\\d+`),
			);
			expect(descriptionOf(run)).toContain('Check the API Base URL');
			expect(bench.sent()).toEqual([]);

			bench.sandbox.clearFaults();
			const later = await bench.run(list, {});
			expect(later.status).toBe('success');
		});
	},
);

it('says how long it has waited for an answer', async () => {
	const slowRun = async (bench: Bench) => {
		const run = await bench.run(list, { options: { timeout: 1, maxRetries: 0 } });
		expect(run.error?.message).toBe(`${bench.provider.name} did not answer within 1 seconds.`);
		expect(descriptionOf(run)).toContain("raise 'Timeout'");
	};
	benches[0].faults({ kind: 'latency', ms: 1500, times: null });
	await Promise.all(benches.map(slowRun));
});

it('masks a SIP password that a provider repeats', async () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
	const sipPassword = `${echoed}-"&ü`;
	bench.faults({
		kind: 'status',
		status: 400,
		method: 'POST',
		times: null,
		body: { code: 21243, message: `Password=${encodeURIComponent(sipPassword)} (${sipPassword})` },
	});
	const run = await bench.run(
		{ resource: 'sipCredential', operation: 'create' },
		{
			credentialListId: byId(`CL${'0d'.repeat(16)}`),
			username: 'pbx',
			generatePassword: false,
			password: sipPassword,
		},
		{ onError: 'continueRegularOutput' },
	);
	expect(run.items[0].json.error).toMatch(
		/^Twilio answered HTTP 400, code 21243: Password=\[redacted\] \(\[redacted\]\)\./,
	);
	expect(run.stored).not.toContain(echoed);
});
