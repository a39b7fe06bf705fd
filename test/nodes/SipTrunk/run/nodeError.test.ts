import fc from 'fast-check';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { adviceOf, failureReport, toNodeError } from '../../../../nodes/SipTrunk/run/nodeError';

const node: INode = {
	id: '1',
	name: 'SIP Trunk',
	type: 'n8n-nodes-sip-trunk.sipTrunk',
	typeVersion: 1,
	position: [0, 0],
	parameters: { additionalFields: { password: 'literal word' } },
	credentials: { twilioSipTrunkApi: { id: '7', name: 'Mine' } },
};

const failure = (message: string, advice?: string) =>
	new RequestFailure(message, {
		cause: 'refused',
		status: 404,
		code: '20404',
		requestId: 'RQ1',
		advice,
	});

/** The words for which n8n puts its own message in the place of any that contains one of them. */
const REPLACED = [
	...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'ERRADDRINUSE', 'EADDRNOTAVAIL'],
	...['ECONNABORTED', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES'],
	...['EEXIST', 'EPERM', 'GETADDRINFO'],
];

const visible = (text: unknown) => String(text).replace(/\u2060/g, '');

describe('toNodeError', () => {
	it.each(REPLACED)('keeps a message with %s, which n8n would replace', (word) => {
		const replaced = new NodeApiError(node, { message: `a ${word} b` }, { message: `a ${word} b` });
		expect(replaced.message).not.toContain(word);
		for (const form of [word, word.toLowerCase(), `${word[0]}${word.slice(1).toLowerCase()}`]) {
			for (const message of [`The provider says: ${form}.`, `appr${form}issions`, form]) {
				for (const error of [failure(message), new InputError('Field', message)]) {
					const { message: told } = toNodeError(node, error);
					expect(visible(told)).toBe(error.message);
				}
			}
		}
	});

	it('keeps a message of several such words, also where they overlap', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						fc.constantFrom(...REPLACED),
						fc.constantFrom('E', ' ', 'x', 'GET', 'err', 'xist', 'PERM'),
					),
				),
				(words) => {
					const message = `x ${words.join('')}`;
					expect(visible(toNodeError(node, failure(message)).message)).toBe(message);
				},
			),
		);
	});

	it('tells an agent in the message what to do, because it is told nothing else', () => {
		const tool = { ...node, type: 'n8n-nodes-sip-trunk.sipTrunkTool' };
		const error = failure('Not there.', 'Check the ID.');
		expect(toNodeError(tool, error).message).toBe('Not there. Check the ID.');
		expect(toNodeError(tool, failure('Not there.')).message).toBe('Not there.');
		expect(toNodeError(node, error).message).toBe('Not there.');
	});

	it('keeps a message in which the end of one word begins another', () => {
		const message = 'ERRADDRINUSEEXIST';
		expect(visible(toNodeError(node, failure(message)).message)).toBe(message);
	});

	it('leaves a message without such words as it is', () => {
		const { message } = toNodeError(node, failure('Twilio answered HTTP 404: no such trunk.'));
		expect(message).toBe('Twilio answered HTTP 404: no such trunk.');
	});

	it('is a fresh NodeApiError with message, advice, status and item', () => {
		const error = toNodeError(node, failure('Not there.', 'Check the ID.'), { itemIndex: 3 });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Not there.',
			description: 'Check the ID.',
			httpCode: '404',
			context: { itemIndex: 3 },
		});
	});

	it.each([400, 401, 402, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504, 418])(
		"keeps its own message at status %i instead of n8n's",
		(status) => {
			const error = new RequestFailure('Own words.', { cause: 'refused', status });
			expect(toNodeError(node, error)).toMatchObject({
				message: 'Own words.',
				httpCode: String(status),
			});
		},
	);

	it('says nothing twice: without advice there is no description', () => {
		const error = toNodeError(node, failure('Not there.')) as NodeApiError;
		expect(error.description ?? '').toBe('');
		expect(error.message).toBe('Not there.');
	});

	it('has no status where no answer arrived', () => {
		const lost = new RequestFailure('Lost.', { cause: 'lost', effect: 'open' });
		expect(toNodeError(node, lost)).toMatchObject({ httpCode: null });
	});

	it('writes advice and what was done below each other, harmless as HTML', () => {
		const error = toNodeError(node, failure('No.', 'Look for "<b>a & b</b>".'), {
			done: 'Done: <script>alert(1)</script>.',
		});
		expect(error.description).toBe(
			'Look for &quot;&lt;b&gt;a &amp; b&lt;/b&gt;&quot;.<br>Done: &lt;script&gt;alert(1)&lt;/script&gt;.',
		);
	});

	it('makes of bad input an error of the operation, with the example', () => {
		const error = toNodeError(node, new InputError('Name', 'is <i>missing</i>.', 'a <b>'), {
			itemIndex: 0,
			done: 'Nothing was sent.',
		});
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: "'Name' is <i>missing</i>.",
			description: 'Example: a &lt;b&gt;<br>Nothing was sent.',
			context: { itemIndex: 0 },
		});
	});

	it.each([
		[new TypeError('odd'), 'odd'] as const,
		['odd', 'odd'] as const,
		[undefined, 'undefined'] as const,
	])('takes anything: %p', (thrown, message) => {
		expect(toNodeError(node, thrown)).toMatchObject({ message });
	});

	it.each<[what: string, error: unknown]>([
		['a failure', failure('No.', 'Look.')],
		['bad input', new InputError('Name', 'is missing.')],
		['any error', new Error('odd')],
		["an error of n8n's own", new NodeOperationError(node, 'No credentials')],
		["an error of n8n's own helpers", new NodeApiError(node, { message: 'No.' })],
	])('stores the node without its parameters: %s', (_, error) => {
		const made = toNodeError(node, error, { itemIndex: 1 });
		expect(made.node).toEqual({ ...node, parameters: {} });
		expect(JSON.stringify({ ...made, message: made.message })).not.toContain('literal word');
		expect(node.parameters).toEqual({ additionalFields: { password: 'literal word' } });
	});

	it("keeps an error of n8n's own", () => {
		const own = new NodeOperationError(node, 'No credentials', { description: 'Set them.' });
		expect(toNodeError(node, own)).toBe(own);
		expect(own).toMatchObject({ message: 'No credentials', description: 'Set them.' });
	});

	it('holds nothing of the failure but texts, status and item', () => {
		const { node: stored, ...fields } = toNodeError(node, failure('No.', 'Look.'), {
			itemIndex: 1,
		});
		void stored;
		const { timestamp, tags, ...others } = fields as unknown as Record<string, unknown>;
		void [timestamp, tags];
		expect(JSON.parse(JSON.stringify(others))).toEqual({
			level: 'warning',
			context: { itemIndex: 1 },
			description: 'Look.',
			errorResponse: { message: 'No.' },
			functionality: 'regular',
			httpCode: '404',
			messages: ['No.'],
			name: 'NodeApiError',
			shouldReport: true,
		});
	});
});

describe('failureReport', () => {
	it.each<[what: string, error: unknown, report: object]>([
		[
			'a refusal',
			failure('No.', 'Look.'),
			{ provider: 'twilio', status: 404, code: '20404', requestId: 'RQ1', advice: 'Look.' },
		],
		[
			'something that may exist',
			new RequestFailure('Lost.', { cause: 'lost', effect: 'open' }),
			{ provider: 'twilio', status: null, code: null, requestId: null, mayExist: true },
		],
		[
			'bad input',
			new InputError('Name', 'is missing.', 'Berlin'),
			{ provider: 'twilio', status: null, code: null, requestId: null, field: 'Name' },
		],
		[
			'anything else',
			new TypeError('odd'),
			{ provider: 'twilio', status: null, code: null, requestId: null },
		],
	])('%s', (_, error, report) => {
		expect(failureReport('twilio', error)).toEqual(report);
	});
});

describe('adviceOf', () => {
	it.each<[error: unknown, advice: string | undefined]>([
		[failure('No.', 'Look.'), 'Look.'],
		[failure('No.'), undefined],
		[new InputError('Name', 'is missing.', 'Berlin'), 'Example: Berlin'],
		[new InputError('Name', 'is missing.'), undefined],
		[new Error('odd'), undefined],
		['odd', undefined],
	])('of %p', (error, advice) => {
		expect(adviceOf(error)).toBe(advice);
	});
});
