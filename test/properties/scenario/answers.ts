/** Answers that come in the place of the provider's own. */

/** Answers that are not what was asked for. */
export const alienAnswers = ['OK', '{"status":"ok"}', '17', '"<string>"', 'true'];

/** Those that a list may really have if there is nothing in it, so that only a change can be seen through. */
export const emptyAnswers = ['', '[]', 'null', '{}', '{"data":null}'];

/** What gateways and proxies answer with, beside the statuses that documents name. */
export const GATEWAY_STATUSES = [
	520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530, 561, 598, 599,
];
