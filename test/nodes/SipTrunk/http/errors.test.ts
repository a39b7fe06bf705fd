import {
	failedAfterChange,
	mayBeChanged,
	mayExist,
	RequestFailure,
} from '../../../../nodes/SipTrunk/http/errors';

describe('RequestFailure', () => {
	it('knows little if it is told little', () => {
		expect({ ...new RequestFailure('No.', { cause: 'undelivered' }) }).toEqual({
			cause: 'undelivered',
			status: null,
			code: null,
			requestId: null,
			advice: undefined,
			retryAfterMs: undefined,
			gone: false,
			effect: 'none',
		});
	});

	it.each([
		[1, 'No. It was asked once more.'],
		[5, 'No. It was asked 5 more times.'],
	])('tells that it was asked again %i times, and is the same otherwise', (times, message) => {
		const once = new RequestFailure('No.', {
			cause: 'busy',
			status: 429,
			code: '20429',
			requestId: 'RQ1',
			advice: 'Wait.',
			retryAfterMs: 5,
			gone: true,
			effect: 'open',
		});
		const asked = once.asked(times);
		expect(asked.message).toBe(message);
		expect({ ...asked }).toEqual({ ...once });
	});
});

describe('a failure that leaves something open', () => {
	const known = new RequestFailure('No.', {
		cause: 'lost',
		effect: 'open',
		status: 502,
		code: 'x',
		requestId: 'r',
		gone: true,
		advice: 'Try again.',
	});
	const kept = { cause: 'lost', status: 502, code: 'x', requestId: 'r', gone: true };

	it.each<[what: string, told: RequestFailure, expected: object]>([
		[
			'may exist',
			mayExist(known, { howToLook: 'Look there' }),
			{
				message: 'It may exist, because the outcome is not known. No.',
				effect: 'open',
				advice: 'Look there before you try again.',
			},
		],
		[
			'may be changed',
			mayBeChanged(known),
			{
				message: 'The change may have been made, because the outcome is not known. No.',
				effect: 'open',
				advice: 'Look at the provider whether the change was made before you try again.',
			},
		],
		[
			'failed after a change',
			failedAfterChange(known),
			{
				message: 'A change was made before this failed, so it may have been made in full. No.',
				effect: 'made',
				advice: 'Look at the provider whether the change was made before you try again.',
			},
		],
	])('says so first, and how to look, and keeps what else is known: %s', (_, told, expected) => {
		expect(told).toMatchObject({ ...kept, ...expected });
		expect(told.message).toBe((expected as { message: string }).message);
	});
});
