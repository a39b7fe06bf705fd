import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';

describe('RequestFailure', () => {
	it('knows little if it is told little', () => {
		expect({ ...new RequestFailure('No.', { kind: 'undelivered' }) }).toEqual({
			kind: 'undelivered',
			status: null,
			code: null,
			requestId: null,
			advice: undefined,
			retryAfterMs: undefined,
			finished: false,
			gone: false,
			mayExist: false,
			isSettled: false,
		});
	});

	it.each([
		[1, 'No. It was asked once more.'],
		[5, 'No. It was asked 5 more times.'],
	])('tells that it was asked again %i times, and is the same otherwise', (times, message) => {
		const once = new RequestFailure('No.', {
			kind: 'busy',
			status: 429,
			code: '20429',
			requestId: 'RQ1',
			advice: 'Wait.',
			retryAfterMs: 5,
			finished: true,
			gone: true,
			mayExist: true,
		});
		const asked = once.asked(times);
		expect(asked.message).toBe(message);
		expect({ ...asked }).toEqual({ ...once });
	});
});
