import { isRead } from '../../../facts/requests';
import { providerNames } from '../../../sandbox/index';
import { goesToTheEnd } from '../scenario/index';
import type { Evidence } from '../verdict/index';
import { always, readOf, reads, writeOf, type Alteration } from './alteration';

/** What was sent, altered so that it should not have been, or not so often, or not then. */

const otherThan = (provider: string) => providerNames.find((name) => name !== provider) as string;

export const ofRequests: Alteration[] = [
	[
		'an effect of a read',
		(e) => reads(e) && e.requests.length > 0,
		(e) => e.requests[0].effects.push({ what: 'changed', id: 'x' }),
		/ changed something$/,
	],
	[
		'an effect that no item names',
		(e) => e.requests.length > 0 && e.asked.every(({ marks }) => marks.length > 0),
		(e) =>
			e.requests.push({
				...e.requests[0],
				path: '/x',
				body: '',
				effects: [{ what: 'changed', id: 'x' }],
			}),
		/changed what no item names/,
	],
	[
		'what costs money',
		(e) => e.requests.length > 0,
		(e) => (e.requests[0].danger = 'buys a number'),
		/buys a number/,
	],
	[
		'a mistake of the sandbox',
		(e) => e.requests.length > 0,
		(e) => (e.requests[0].problem = 'oops'),
		/the sandbox failed: oops/,
	],
	[
		'another provider',
		(e) => e.requests.length > 0,
		(e) => (e.requests[0].provider = otherThan(e.requests[0].provider)),
		/went to another provider/,
	],

	[
		'another order of the requests',
		(e) => writeOf(e) !== undefined && writeOf(e, 1) !== undefined && writeOf(e) !== writeOf(e, 1),
		(e) => {
			e.asked[1].touches = e.asked[0].touches;
			e.requests.reverse();
		},
		/items 0 and 1 were not sent in order/,
	],
	[
		'a change that is sent too often',
		(e) => writeOf(e) !== undefined,
		(e) =>
			e.requests.push(...Array.from({ length: 99 }, () => writeOf(e) as Evidence['requests'][0])),
		/was sent \d+ times for \d items/,
	],
	[
		'a read that is sent too often',
		(e) => readOf(e) !== undefined,
		(e) =>
			e.requests.push(...Array.from({ length: 5000 }, () => readOf(e) as Evidence['requests'][0])),
		/reads for 2 items/,
	],
	['a run that takes too long', always, (e) => (e.run.runTimeMs = 1e9), /the run took/],
	[
		'a request after the cancellation',
		({ choice, requests }) => requests.length > 0 && !goesToTheEnd(choice),
		(e) => Object.assign(e, { cancelledAt: e.requests[0].at - 5000, lateMs: 0 }),
		/after the cancellation/,
	],
	['a request that is still open', always, (e) => (e.leftOpen = ['GET /x']), /still open/],

	[
		'a number that may be in use',
		(e) =>
			e.choice.operation.value === 'assign' &&
			(writeOf(e)?.effects.length ?? 0) > 0 &&
			readOf(e) !== undefined,
		(e) => {
			e.scenario.faults.push({ kind: 'rewriteKeys', keys: [], rowsWith: '', value: 42 });
			for (const request of e.requests) if (isRead(request)) request.fault = 'rewriteKeys';
			for (const { values } of e.asked) values.moveIfAssigned = false;
		},
		/took a number whose route is not clear/,
	],
];
