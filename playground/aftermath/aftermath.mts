import { isRead } from '../../facts/requests.js';
import type { LoggedRequest, Sandbox } from '../../sandbox/index.js';
import type { ExecutionResult } from '../execution.mjs';
import type { Registered } from '../platforms.mjs';

/** What one run of an example has left behind. */
export interface Aftermath {
	sandbox: Sandbox;
	result: ExecutionResult;
	/** What the providers were asked during the run. */
	requests: LoggedRequest[];
	/** What was registered at platforms during the run. */
	registered: Registered[];
}

/** Names the first claim that does not hold, as a sentence. */
export const claims = (all: Record<string, boolean>): string | undefined => {
	const broken = Object.entries(all).find(([, holds]) => !holds);
	return broken && `It is not so that ${broken[0]}`;
};

export const answerOf = ({ result }: Aftermath) =>
	(result.answer?.body ?? {}) as Record<string, string>;

export const answerHasNoPassword = (aftermath: Aftermath) =>
	claims({ 'the answer has no password': !('password' in answerOf(aftermath)) });

export const numberIs = (phoneNumber: string) => (aftermath: Aftermath) =>
	claims({
		[`the customer got ${phoneNumber}, and not ${answerOf(aftermath).phoneNumber}`]:
			answerOf(aftermath).phoneNumber === phoneNumber,
	});

export const answerSays = (text: string) => (aftermath: Aftermath) =>
	claims({
		[`the answer says "${text}"`]: String(answerOf(aftermath).message).includes(text),
	});

/** The providers were asked for nothing but what they have. */
export const nothingWasChanged = ({ requests }: Aftermath) =>
	claims({ 'nothing was changed': requests.every(isRead) });

/** What was to be made was refused, so everything is as it was before. */
export const everyChangeWasRefused = ({ requests }: Aftermath) =>
	claims({
		'something was to be changed': !requests.every(isRead),
		'every change was refused': requests
			.filter((request) => !isRead(request))
			.every(({ status }) => status >= 400),
	});

/** What n8n asked in the chat, in order, and what it said at the end. */
export const chatWas = (question: RegExp, reply: RegExp) => (aftermath: Aftermath) => {
	const { questions, replies } = aftermath.result.chat ?? { questions: [], replies: [] };
	return claims({
		[`the chat asked ${String(question)}, once`]:
			questions.length === 1 && question.test(questions[0]),
		[`the chat ended with ${String(reply)}`]: replies.length === 1 && reply.test(replies[0]),
	});
};

/** One after the other; the first that is not so counts. */
export const all =
	(...checks: Array<(aftermath: Aftermath) => string | undefined>) =>
	(aftermath: Aftermath) =>
		checks.map((check) => check(aftermath)).find((failure) => failure !== undefined);
