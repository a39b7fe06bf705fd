import type { IDataObject } from 'n8n-workflow';
import type { ProviderApi } from '../../contract/request';
import { apiBaseUrl } from '../../http/address';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';

const BASE_URL = 'https://api.telnyx.com/v2';

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** One entry of the list that every refusal carries: what is wrong, and at which place of the body or the query. */
function problemIn({ detail, title, source }: IDataObject): string {
	const words = textOf(detail) || textOf(title);
	const { pointer, parameter } = isObject(source) ? source : {};
	const place = textOf(pointer) || textOf(parameter);
	return place === '' || place === '/' || words === ''
		? words
		: `${words.replace(/\.$/, '')} (${place})`;
}

export const telnyxApi: ProviderApi = {
	secrets: ['apiKey'],
	encoding: 'json',
	idOf: idUnder('id'),
	isRefusal: saysNoSuccess,
	addresses: ({ baseUrl }) => ({ default: apiBaseUrl(baseUrl, BASE_URL) }),
	/** `{data: {…}}`. An answer with a status of success may have `errors` beside its `data`. */
	rowIn: (answer) => (isObject(answer.data) ? answer.data : answer),
	/** `{errors: [{code, title, detail, source: {pointer}}]}`: https://developers.telnyx.com/development/api-fundamentals/api-errors */
	providerError(_status, body) {
		const { errors } = body as IDataObject;
		const entries = Array.isArray(errors) ? errors.filter(isObject) : [];
		const code = entries[0]?.code;
		return {
			code: code === undefined || code === null ? null : String(code),
			said: entries
				.map(problemIn)
				.filter((problem) => problem !== '')
				.join('; '),
		};
	},
	advice: {
		10005:
			'Check the ID, and that the API key belongs to the account that owns it. Check the API Base URL in the credential: it ends in /v2.',
		10009:
			'Make a new API v2 key in the Telnyx portal (API Keys) and enter it in the credential; it begins with KEY.',
		10010:
			'Check what the API key may do in the Telnyx portal, and whether the account is verified for this.',
		10012: 'Choose another value: this one is in use already.',
		10015: 'Change what the message names.',
	},
};
