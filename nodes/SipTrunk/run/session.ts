import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { Capacity } from '../http/capacity';
import { createClient, type ItemClient } from '../http/client';
import { ProviderClock } from '../http/clock';
import { CreatedRows } from '../http/createdRows';
import { checkCredential } from '../http/credential';
import { Deadlines } from '../http/deadlines';
import { RequestFailure } from '../http/errors';
import { RateLimiter } from '../http/pacing';
import { Redactor } from '../http/redaction';
import type { ClientSettings, Sender } from '../http/settings';
import { confirmCredential, confirmedCredentials } from './confirmedCredentials';
import { credentialDigest } from './credentialDigest';
import type { Provider, Values } from '../contract/provider';

/** How requests are sent, as the node's Options say. Times in seconds. */
interface RequestOptions {
	requestsInParallel?: number;
	timeout?: number;
	maxRetries?: number;
	maxWait?: number;
}

/** What an n8n context must offer; execution and pickers do. */
export type Context = Pick<IAllExecuteFunctions, 'getCredentials' | 'helpers' | 'getNode'> & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

/** The connection of one run to one provider: the credential is read once, and the pace is shared. */
export interface Session {
	/** How many requests may be under way at a time. */
	parallel: number;
	/** What the credential is known by while the process runs. */
	digest: string;
	/**
	 * A client for one item.
	 *
	 * @param options the item's own Options
	 * @param secrets values that must not show in anything reported about this item
	 * @param rowsWanted how many rows are wanted at most, or undefined for all
	 * @param looksFirst the operation sees itself whose account it is before it changes anything
	 */
	clientFor(
		options: Values,
		secrets: string[],
		rowsWanted?: number,
		looksFirst?: boolean,
	): { client: ItemClient; redactor: Redactor };
}

/** What is missing is then not the thing that an item names. */
const aboutTheAccount = (error: unknown): unknown =>
	error instanceof RequestFailure
		? new RequestFailure(error.message, { ...error, gone: false })
		: error;

/**
 * Connects a run to a provider. Nothing is sent yet.
 *
 * @throws InputError if the credential cannot be used
 */
export async function openSession(
	context: Context,
	{ api, credentialType, name }: Provider,
	runOptions: RequestOptions = {},
): Promise<Session> {
	const credentials: IDataObject = await context.getCredentials(credentialType);
	// Handed over with each request: else n8n would read it from its database for each of them.
	const read = {
		credentialsDecrypted: {
			id: credentialType,
			name: credentialType,
			type: credentialType,
			data: credentials as ICredentialDataDecryptedObject,
		},
	};
	const addresses = checkCredential(api, credentials);
	const known = new Redactor(api.secrets.map((secret) => credentials[secret]));
	const signal = context.getExecutionCancelSignal?.();
	const parallel = runOptions.requestsInParallel ?? 4;
	const rateLimiter = new RateLimiter(parallel, signal);
	const createdRows = new CreatedRows();
	const capacity = new Capacity();
	const deadlines = new Deadlines();
	const clock = new ProviderClock();
	const send: Sender = async (request, requestSignal) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			// The helper takes a context as `this`, and ends the request by that context's signal and no other.
			Object.create(context, {
				getExecutionCancelSignal: { value: () => requestSignal },
			}) as IAllExecuteFunctions,
			credentialType,
			request,
			read,
		)) as IN8nHttpFullResponse;

	const settingsOf = (options: RequestOptions, redactor: Redactor): ClientSettings => ({
		send,
		providerName: name,
		api,
		credentials,
		addresses,
		timeoutMs: (options.timeout ?? 30) * 1000,
		maxRetries: options.maxRetries ?? 5,
		maxWaitMs: (options.maxWait ?? 120) * 1000,
		rateLimiter,
		createdRows,
		redactor,
		capacity,
		deadlines,
		clock,
		signal,
	});

	const digest = credentialDigest(credentialType, credentials);
	let checkedBeforeWrite: Promise<void> | undefined;
	const checkBeforeWrite = async () => {
		const lasts = await api.beforeWrite?.(createClient(settingsOf(runOptions, known)));
		if (lasts) confirmCredential(digest);
	};
	const beforeWrite = async () => {
		if (confirmedCredentials.has(digest)) return;
		checkedBeforeWrite ??= checkBeforeWrite().catch(async (error: unknown) => {
			// The next item looks again: a passing fault must not fail the whole run.
			checkedBeforeWrite = undefined;
			return await Promise.reject(aboutTheAccount(error));
		});
		await checkedBeforeWrite;
	};

	return {
		parallel,
		digest,
		clientFor(options, secrets, rowsWanted, looksFirst) {
			const redactor = known.with(secrets);
			const settings = settingsOf(options as RequestOptions, redactor);
			return {
				client: createClient({
					...settings,
					rowsWanted,
					...(looksFirst ? {} : { beforeWrite }),
				}),
				redactor,
			};
		},
	};
}
