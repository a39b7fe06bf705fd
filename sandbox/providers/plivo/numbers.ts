import type { FastifyInstance } from 'fastify';
import { violationsOf } from '../../validation';
import { invalid, notFound, Refusal } from './errors';
import { page, type Query } from './lists';
import { account, applicationPath, trunkPath, type PlivoNumber, type PlivoState } from './state';
import { apiId, type PlivoWorld } from './zentrunk';

interface OfNumber {
	Params: { number: string };
}

interface NumberBody {
	app_id?: string | null;
	alias?: string;
	subaccount?: string | null;
}

const violations = violationsOf({
	type: 'object',
	properties: {
		app_id: { type: ['string', 'null'] },
		alias: { type: 'string' },
		// So it is sent; records call it `sub_account`.
		subaccount: { type: ['string', 'null'] },
	},
});

/** Where a number goes that is assigned to a trunk or to a voice application. */
function targetOf({ trunks, applications }: PlivoState, id: string): string {
	if (trunks.get(id) !== undefined) return trunkPath(id);
	if (applications.includes(id)) return applicationPath(id);
	throw invalid('app_id');
}

function passes(number: PlivoNumber, query: Query): boolean {
	const { number_startswith: start = '', alias, type, subaccount, services = '' } = query;
	const wanted = services.split(',').filter((service) => service !== '');
	return (
		number.number.startsWith(start) &&
		(alias === undefined || number.alias === alias) &&
		(type === undefined || number.type === type) &&
		(subaccount === undefined || number.sub_account === subaccount) &&
		wanted.every((service) => number[`${service}_enabled`] === true)
	);
}

/** @see https://www.plivo.com/docs/numbers/api/account-phone-number */
export function registerNumbers(app: FastifyInstance, world: PlivoWorld): void {
	const path = `${account}/Number/`;
	const numberOf = (digits: string): PlivoNumber => {
		const number = world.state.numbers.get(digits);
		if (number === undefined) throw notFound();
		return number;
	};

	app.get<{ Querystring: Query }>(path, (request, reply) => {
		const { query } = request;
		const { meta, rows } = page(
			world.state.numbers,
			(number) => passes(number, query),
			path,
			query,
		);
		return reply.send({ api_id: apiId(world), meta, objects: rows });
	});

	app.get<OfNumber>(`${path}:number/`, (request, reply) =>
		reply.send({ api_id: apiId(world), ...numberOf(request.params.number) }),
	);

	app.post<OfNumber & { Body: NumberBody | undefined }>(`${path}:number/`, (request, reply) => {
		const number = numberOf(request.params.number);
		const [violation] = violations(request.body ?? {});
		if (violation !== undefined) throw invalid(violation.path.join('.'));
		const { app_id: id, alias, subaccount } = request.body ?? {};
		number.alias = alias ?? number.alias;
		if (subaccount !== undefined) number.sub_account = subaccount;
		// Nothing is known to empty the route: without an ID it stays.
		if (id) {
			number.application = targetOf(world.state, id);
			const isOutbound = world.state.trunks.get(id)?.trunk_direction === 'outbound';
			const what = isOutbound
				? 'number assigned, and it does not ring any more'
				: 'number assigned';
			world.effect(request, what, number.number);
		}
		return reply.code(202).send({ api_id: apiId(world), message: 'changed' });
	});

	// Both are one method or one word away from the routes above.
	app.delete(`${path}:number/`, (request) => {
		world.danger(request, 'number released');
		throw new Refusal(500, 'The sandbox releases no numbers');
	});
	app.post(`${account}/PhoneNumber/:number/`, (request) => {
		world.danger(request, 'number bought');
		throw new Refusal(500, 'The sandbox buys no numbers');
	});
}
