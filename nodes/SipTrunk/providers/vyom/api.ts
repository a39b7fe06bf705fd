import type { IDataObject } from 'n8n-workflow';
import { apiBaseUrl } from '../../http/address';
import { singlePage } from '../../http/paging';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import type { ProviderApi, ProviderClient } from '../../contract/request';

/** How Vyom's API is spoken: https://api-livekit-vyom.indusnettechnologies.com/documentation/api/authentication */

const DEFAULT_ADDRESS = 'https://api-livekit-vyom.indusnettechnologies.com';

/** The trunks that are not deactivated, all in one answer `{success, message, data}`. */
export const trunkList = (client: ProviderClient) =>
	singlePage(client, { path: '/sip/list', rows: (body) => (body as IDataObject).data });

/** One entry of a validation error; its `input` echoes what was sent and is never read. */
interface FieldError {
	loc?: unknown;
	msg?: unknown;
	type?: unknown;
}

/** The segment of a place that names one of the two shapes of `trunk_config`. */
const shapeOf = (loc: unknown[]) =>
	loc.find((part) => typeof part === 'string' && /TrunkConfig$/.test(part));

function fieldErrors(body: IDataObject) {
	const { errors = body.detail } = (body.data ?? {}) as IDataObject;
	const entries: Array<FieldError | null> = Array.isArray(errors) ? errors : [];
	return entries.map((entry) => {
		const { loc, msg, type } = entry ?? {};
		const place = Array.isArray(loc) ? loc : [];
		return { place, shape: shapeOf(place), msg: String(msg ?? ''), isMissing: type === 'missing' };
	});
}

/**
 * What is wrong with the fields, as `trunk_config.address: String should have at least 1 character`. Vyom tries both
 * shapes of `trunk_config` and tells the problems of both. The node always sends every required key of the chosen
 * type, so a shape that lacks keys is the other one, and its problems are left out.
 */
function fieldProblems(body: IDataObject): string[] {
	const errors = fieldErrors(body);
	const lacking = new Set(errors.filter(({ isMissing }) => isMissing).map(({ shape }) => shape));
	const isOfOther = ({ shape }: { shape: unknown }) => shape !== undefined && lacking.has(shape);
	const isKnown = errors.some((error) => error.shape !== undefined && !isOfOther(error));
	return errors
		.filter((error) => !isKnown || !isOfOther(error))
		.map(({ place, shape, msg }) => {
			const field = place.filter((part) => part !== 'body' && part !== shape).join('.');
			return [field, msg.replace(/^Value error, /, '')].filter(Boolean).join(': ');
		})
		.filter((problem) => problem !== '');
}

export const vyomApi: ProviderApi = {
	secrets: ['apiKey'],
	encoding: 'json',
	idOf: idUnder('trunk_id'),
	isRefusal: saysNoSuccess,
	/** `{success, message, data}` */
	rowIn: (answer) => (isObject(answer.data) ? answer.data : answer),
	addresses: ({ baseUrl }) => ({ default: apiBaseUrl(baseUrl, DEFAULT_ADDRESS) }),
	/**
	 * `{success: false, message, data}`, in places `{detail}`; there are no codes:
	 * https://api-livekit-vyom.indusnettechnologies.com/documentation/api/errors
	 */
	providerError(status, body) {
		const { message, detail, error } = body as IDataObject;
		const problems = fieldProblems(body as IDataObject);
		const words = [message, detail, error].find((part) => typeof part === 'string' && part !== '');
		const said = problems.length > 0 ? problems.join('; ') : String(words ?? '');
		return {
			code: null,
			said,
			// The framework's own "Not Found" means that the address has no such route.
			gone:
				(status === 404 && said !== '' && said !== 'Not Found') ||
				(status === 400 && /already deactivated/i.test(said)),
		};
	},
	advice: {
		400: "Change what the message names. A trunk that is already deactivated needs nothing more: 'Ignore If Missing' makes that a success.",
		401: 'Open the credential and enter the API key again: it is wrong or no longer active. It starts with lvk_.',
		404: 'Check the trunk ID: a key sees only the trunks of the user who made them. If the message is "Not Found", check the API Base URL in the credential.',
		422: 'Change the fields that the message names.',
	},
};
