/** How others write a secret. */

/** What is left of a shorter secret inside a Base64 text could be a part of any word. */
const SHORTEST_IN_BASE64 = 8;

const lowerCaseEscapes = (text: string) =>
	text.replace(/%[0-9A-F]{2}|\\u[0-9A-F]{4}/g, (escape) => escape.toLowerCase());

/** As encoders for ASCII write it, such as those of Python and PHP. */
const asciiOnly = (json: string) =>
	json.replace(
		/[^ -~]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
	);

/**
 * Every form in which a secret may come back: as it is, encoded for a URL or a form, escaped for JSON or HTML, alone
 * or inside the Base64 of an `Authorization` header.
 */
export function formsOf(secret: string): string[] {
	// Other than `encodeURIComponent`, this takes half characters too.
	const form = new URLSearchParams([['', secret]]).toString().slice(1);
	const strict = form.replace(/\+/g, '%20').replace(/\*/g, '%2A');
	const python = strict.replace(/%7E/g, '~');
	const url = python.replace(/%(?:21|27|28|29|2A)/g, (escape) => decodeURIComponent(escape));
	const json = JSON.stringify(secret).slice(1, -1);
	const html = escapeHtml(secret);
	return [
		secret,
		...[url, form, strict, python].flatMap((text) => [text, lowerCaseEscapes(text)]),
		...[json, json.replace(/\//g, '\\/')].flatMap((text) => [
			text,
			asciiOnly(text),
			lowerCaseEscapes(asciiOnly(text)),
		]),
		...['&#39;', '&#039;', '&#x27;'].map((escape) => html.replace(/'/g, escape)),
		html,
		...(secret.length < SHORTEST_IN_BASE64 ? [] : insideBase64(secret)),
	];
}

/** The characters of a Base64 text that follow from a secret alone, wherever in the encoded text it begins. */
const insideBase64 = (secret: string) =>
	[0, 1, 2].map((before) => {
		const bytes = Buffer.from(secret);
		const start = Math.ceil((before * 8) / 6);
		const end = Math.floor(((before + bytes.length) * 8) / 6);
		return Buffer.concat([Buffer.alloc(before), bytes])
			.toString('base64')
			.slice(start, end);
	});

/** Text that n8n's panels show as HTML, made harmless. */
export function escapeHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');
}
