import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { sandboxAccount, twilioAccount } from './account';
import { twilioCalls } from './calls';
import type { CallingProvider, World } from '../../provider';

import { associationHandlers } from './associations';
import { type Call, type Handlers, notFound, pathOf, rfcDate } from './call';
import { credentialListHandlers } from './credentialLists';
import { type ErrorCode, errorBody, Refusal } from './errors';
import { ipAccessControlListHandlers } from './ipAccessControlLists';
import { originationUrlHandlers } from './originationUrls';
import { phoneNumberHandlers } from './phoneNumbers';
import { type Api, type Operation, operations } from './specification';
import { type Account, createState, subAccountSid, type TwilioState } from './state';
import { seedTrunk, trunkHandlers } from './trunks';
import { toXml } from './xml';

export { subAccountSid, takenDomainName, type TwilioState } from './state';

/** Operations that cost money or give something up at Twilio: recorded, and never done. */
const dangers: Readonly<Record<string, string>> = {
	CreateIncomingPhoneNumber: 'number bought',
	DeleteIncomingPhoneNumber: 'number released',
};

/** Only the account SID with its auth token may read it, and the answer shows that token. */
const accountHandlers: Handlers = {
	FetchAccount: ({ account }) => {
		const uri = `/2010-04-01/Accounts/${account.sid}`;
		return {
			sid: account.sid,
			owner_account_sid: account.ownerSid,
			friendly_name: account.friendlyName,
			auth_token: account.sid === account.ownerSid ? twilioAccount.authToken : null,
			status: 'active',
			type: 'Full',
			date_created: rfcDate(account.created),
			date_updated: rfcDate(account.created),
			subresource_uris: { incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json` },
			uri: `${uri}.json`,
		};
	},
};

const handlers: Handlers = {
	...accountHandlers,
	...associationHandlers,
	...credentialListHandlers,
	...ipAccessControlListHandlers,
	...originationUrlHandlers,
	...phoneNumberHandlers,
	...trunkHandlers,
};

type Caller = 'account' | 'apiKey';

/**
 * Who is calling: HTTP Basic with the account SID and auth token, or with an API key.
 *
 * @throws {Refusal} 20003
 * @see https://www.twilio.com/docs/usage/requests-to-twilio
 */
function authenticate(request: FastifyRequest): Caller {
	const { accountSid, authToken, apiKeySid, apiKeySecret } = twilioAccount;
	const [, encoded = ''] = /^Basic (.*)$/i.exec(request.headers.authorization ?? '') ?? [];
	const pair = Buffer.from(encoded, 'base64').toString('utf8');
	if (pair === `${apiKeySid}:${apiKeySecret}`) return 'apiKey';
	if (pair === `${accountSid}:${authToken}`) return 'account';
	const isKnown = [apiKeySid, accountSid].includes(pair.split(':', 1)[0]);
	throw new Refusal(20003, isKnown ? 'Authenticate' : 'Authentication Error - invalid username');
}

/**
 * The account that an operation is about. The trunking API always means the account of the
 * credentials; in a 2010 path also a sub-account can be named, but not with an API key.
 *
 * @throws {Refusal} 20003
 */
function accountFor(
	operation: Operation,
	caller: Caller,
	path: Readonly<Record<string, string>>,
	state: TwilioState,
): Account {
	const main = state.accounts[twilioAccount.accountSid];
	if (operation.api === 'trunking') return main;
	if (operation.id === 'FetchAccount' && caller === 'apiKey') {
		throw new Refusal(20003, 'Authenticate');
	}
	const sid = path.AccountSid ?? path.Sid;
	if (sid === main.sid) return main;
	if (sid === subAccountSid && caller === 'account') return state.accounts[sid];
	throw new Refusal(20003, 'Authenticate');
}

/** The 2010 API answers with XML where the path does not end in `.json`. */
function wantsXml(path: string): boolean {
	return path.startsWith('/2010-04-01/') && !path.endsWith('.json');
}

function send(
	request: FastifyRequest,
	reply: FastifyReply,
	status: number,
	body: Record<string, unknown>,
	key: string,
): FastifyReply {
	reply.code(status);
	if (!wantsXml(pathOf(request))) return reply.send(body);
	return reply.type('application/xml').send(toXml(key, body));
}

/** The parameters of a path, in the 2010 API without the extension of the last one. */
function pathParameters(api: Api, request: FastifyRequest): Record<string, string> {
	const extension = api === 'trunking' ? '' : /\.json$/;
	return Object.fromEntries(
		Object.entries(request.params as Record<string, string>).map(([name, value]) => [
			name,
			value.replace(extension, ''),
		]),
	);
}

/** @throws {Refusal} for requests that no operation needs to look at. */
function callFor(operation: Operation, request: FastifyRequest, world: World<TwilioState>): Call {
	const danger = dangers[operation.id];
	if (danger !== undefined) {
		world.danger(request, danger);
		throw new Refusal(20500, 'The sandbox neither buys nor releases phone numbers');
	}
	const caller = authenticate(request);
	const path = pathParameters(operation.api, request);
	if (!operation.isPath({ ...path })) throw notFound(pathOf(request));
	return {
		request,
		world,
		path,
		account: accountFor(operation, caller, path, world.state),
		query: operation.readQuery(request.query),
		form: operation.readForm(request.body),
	};
}

function answer(
	operation: Operation,
	request: FastifyRequest,
	reply: FastifyReply,
	world: World<TwilioState>,
): FastifyReply {
	const body = handlers[operation.id](callFor(operation, request, world));
	const mistake = operation.findMistake(body);
	if (mistake !== undefined) {
		world.problem(request, `answer to ${operation.id}: ${mistake}`);
		throw new Refusal(20500, `The sandbox's answer to ${operation.id} is wrong: ${mistake}`);
	}
	if (body === undefined) return reply.code(operation.status).send();
	return send(request, reply, operation.status, body, operation.id.replace(/^[A-Z][a-z]+/, ''));
}

/** `/v1/Trunks/{Sid}` -> `/v1/Trunks/:Sid`; 2010 paths with and without their extension. */
function routesOf({ path }: Operation): string[] {
	const route = path.replace(/\{(\w+)\}/g, ':$1');
	const bare = route.replace(/\.json$/, '');
	// A parameter at the end takes in the extension.
	return route === bare || path.endsWith('}.json') ? [bare] : [route, bare];
}

const allMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function registerRoutes(app: FastifyInstance, world: World<TwilioState>): void {
	const methodsOfRoute = new Map<string, string[]>();
	for (const operation of operations) {
		for (const url of routesOf(operation)) {
			methodsOfRoute.set(url, [...(methodsOfRoute.get(url) ?? []), operation.method]);
			app.route({
				method: operation.method,
				url,
				handler: async (request, reply) => answer(operation, request, reply, world),
			});
		}
	}
	for (const [url, methods] of methodsOfRoute) {
		app.route({
			method: allMethods.filter((method) => !methods.includes(method)),
			url,
			handler: async (request) => {
				authenticate(request);
				throw new Refusal(20004, 'Method not allowed');
			},
		});
	}
}

function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
	// Fastify's own complaints: a body that is not a form (415), too large or malformed.
	if (statusCode < 500) return new Refusal(20001, `The body must be form encoded: ${message}`);
	return new Refusal(20500, `The sandbox failed: ${message}`);
}

const codeOfStatus: Readonly<Record<number, ErrorCode>> = { 429: 20429, 503: 20503 };

/**
 * Twilio Elastic SIP Trunking with the lists and numbers that it needs. At Twilio the trunking and the
 * 2010-04-01 API have a host each; here both are under one address.
 *
 * @see https://www.twilio.com/docs/sip-trunking/api
 */
export const twilio: CallingProvider<TwilioState> = {
	name: 'twilio',
	basePath: '',
	account: sandboxAccount,
	calls: twilioCalls,
	createState,

	register(app, world) {
		app.removeContentTypeParser(['application/json', 'text/plain']);
		void app.register(formBody);
		app.addHook('onRequest', async (_request, reply) => {
			reply.header('twilio-request-id', `RQ${world.hex(32)}`);
		});
		app.setNotFoundHandler(async (request) => {
			authenticate(request);
			throw notFound(pathOf(request));
		});
		app.setErrorHandler(async (error, request, reply) => {
			const { code, message, status } = refusalOf(error);
			if (status >= 500 && !(error instanceof Refusal)) world.problem(request, message);
			if (status === 401) reply.header('www-authenticate', 'Basic realm="Twilio API"');
			return send(request, reply, status, errorBody(code, message, status), 'RestException');
		});
		registerRoutes(app, world);
	},

	seed: seedTrunk,

	refusal: (status) => {
		const code = codeOfStatus[status] ?? 20500;
		return errorBody(code, status === 429 ? 'Too Many Requests' : 'Service error', status);
	},
};
