import type { FaultOf } from '../../../sandbox/faults/fault';
import type { Fault } from '../../../sandbox/index';

/** A refusal that repeats what was sent, secrets and all. */

/** Stands for the secrets until they are known. */
const SECRETS = '{the secrets of this run}';

/** In every place from which a provider's words are taken. */
export const echo: FaultOf<'status'> = {
	kind: 'status',
	status: 400,
	headers: { 'x-request-id': SECRETS },
	body: {
		code: SECRETS,
		message: SECRETS,
		msg: SECRETS,
		detail: SECRETS,
		errors: [{ code: SECRETS, detail: SECRETS, source: { pointer: SECRETS } }],
		requestId: SECRETS,
		error: {
			code: SECRETS,
			message: SECRETS,
			details: [{ field: 'password', reason: SECRETS }],
		},
	},
};

/** Whether a fault is such a refusal, with whatever status. */
export const isEcho = (fault: Fault): fault is FaultOf<'status'> =>
	fault.kind === 'status' && fault.headers !== undefined;

/** The same faults with these texts in the echoes; a header takes the first of them. */
export function withSecrets(faults: Fault[], secrets: string[]): Fault[] {
	const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
	return faults.map((fault): Fault => {
		if (!isEcho(fault)) return fault;
		const body = JSON.stringify(fault.body).replaceAll(SECRETS, () => escaped(secrets.join(' ')));
		return {
			...fault,
			headers: { 'x-request-id': secrets[0] },
			body: JSON.parse(body) as unknown,
		};
	});
}
