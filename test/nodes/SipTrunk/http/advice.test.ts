import { advising } from '../../../../nodes/SipTrunk/http/advice';
import { RequestFailure, type FailureDetails } from '../../../../nodes/SipTrunk/http/errors';

const failure = (details: Partial<FailureDetails>) =>
	new RequestFailure('No', { cause: 'refused', status: 409, advice: 'General', ...details });
const adviceAfter = async (error: unknown) =>
	await advising(
		{ 409: 'By status', E17: 'By code' },
		async () => await Promise.reject(error),
	).then(
		() => undefined,
		(told: RequestFailure) => told,
	);

it.each<[what: string, details: Partial<FailureDetails>, advice: string]>([
	['the status', {}, 'By status'],
	['the code, which comes first', { code: 'E17' }, 'By code'],
	['neither', { status: 400, code: 'E18' }, 'General'],
	['neither, of a name that every object has', { status: 400, code: 'toString' }, 'General'],
	['the status, of what is open', { cause: 'lost', effect: 'open' }, 'General'],
])('is by %s', async (_, details, advice) => {
	expect(await adviceAfter(failure(details))).toMatchObject({ message: 'No', advice });
});

it('passes other errors and results on', async () => {
	const error = new Error('x');
	expect(await adviceAfter(error)).toBe(error);
	expect(await advising({}, async () => await Promise.resolve(7))).toBe(7);
});
