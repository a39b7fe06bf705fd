import { isRead } from '../../../facts/requests';
import type { Thing } from '../../../facts/account';
import type { LoggedRequest } from '../../../sandbox/index';
import type { Run } from '../../support/engine';
import type { Asked, Choice, Scenario } from '../scenario/index';

/** What is known after a run: what was asked for, what the node gave, and what the sandbox saw. */

export interface Evidence {
	choice: Choice;
	scenario: Scenario;
	asked: Asked[];
	run: Run;
	requests: LoggedRequest[];
	before: Thing[];
	after: Thing[];
	/** What the sandbox has printed. */
	logLines: string[];
	/** Requests that have reached the place to which redirects lead. */
	elsewhere: number;
	/** Requests that were open when the node had ended. */
	leftOpen: string[];
	/** When the execution was cancelled, in milliseconds since 1970. */
	cancelledAt?: number;
	/** By how much the machine was late during the run, all together. */
	lateMs: number;
}

export const isCancelled = ({ run }: Evidence) => run.status === 'canceled';

/** Requests that can change something. */
export const writesOf = ({ requests }: Evidence) => requests.filter((request) => !isRead(request));
