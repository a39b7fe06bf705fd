const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function elementName(key: string): string {
	return key.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function element(key: string, value: unknown): string {
	const name = elementName(key);
	return `<${name}>${content(key, value)}</${name}>`;
}

function content(key: string, value: unknown): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) {
		const itemKey = key.replace(/(ss)es$|s$/, '$1');
		return value.map((item) => element(itemKey, item)).join('');
	}
	if (typeof value === 'object') {
		return Object.entries(value)
			.map(([childKey, child]) => element(childKey, child))
			.join('');
	}
	return String(value).replace(/[&<>"]/g, (character) => entities[character]);
}

/**
 * The answer of a 2010-04-01 path without `.json`: the same data as XML. Enough to show what a client
 * gets that forgets the extension; element names are derived, not taken from Twilio's schema.
 *
 * @see https://www.twilio.com/docs/usage/twilios-response
 */
export function toXml(key: string, value: object): string {
	const body = element(key, value);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<TwilioResponse>${body}</TwilioResponse>`;
}
