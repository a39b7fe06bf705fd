import type { IDataObject } from 'n8n-workflow';

/** Keys whose values are secrets wherever a provider may echo them. */
const SECRET_KEY = /(?:password|passwd|secret|auth_?token|api_?key|private_?key)$/i;

const MASK = '[redacted]';

/** Shorter values occur in ordinary words, and masking those would garble every message. */
const SHORTEST_MASKED = 4;

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
function formsOf(secret: string): string[] {
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

export type Redact = (text: string) => string;

/**
 * Makes a function that masks the given secrets in a text, in every form in which they may occur. Secrets may be
 * added while it is in use.
 */
export class Redactor {
	private forms: string[] = [];

	constructor(secrets: Iterable<unknown> = []) {
		for (const secret of secrets) this.add(secret);
	}

	add(secret: unknown): void {
		if (typeof secret !== 'string' || secret.trim().length < SHORTEST_MASKED) return;
		const known = new Set([...this.forms, ...formsOf(secret), ...formsOf(secret.trim())]);
		// Longest first, so that a secret which contains another is masked whole.
		this.forms = [...known].sort((a, b) => b.length - a.length);
	}

	/** A redactor that knows these secrets and those of one item. */
	with(secrets: Iterable<unknown>): Redactor {
		const result = new Redactor();
		result.forms = this.forms;
		for (const secret of secrets) result.add(secret);
		return result;
	}

	private hides(text: string): boolean {
		return this.forms.some((form) => text.includes(form));
	}

	text(text: string): string {
		return this.forms.reduce(
			(result, form) => (result.includes(form) ? result.split(form).join(MASK) : result),
			text,
		);
	}

	/** A row as it may be shown: keys that hold secrets are left out, known secrets are masked in every value. */
	row<T>(value: T): T {
		return this.value(value) as T;
	}

	private value(value: unknown): unknown {
		if (typeof value === 'string') return this.text(value);
		if (typeof value === 'number') return this.hides(String(value)) ? MASK : value;
		if (Array.isArray(value)) return value.map((entry) => this.value(entry));
		if (value === null || typeof value !== 'object') return value;
		const result: IDataObject = {};
		for (const [key, entry] of Object.entries(value)) {
			if (SECRET_KEY.test(key) || key === '__proto__') continue;
			result[this.text(key)] = this.value(entry) as IDataObject;
		}
		return result;
	}
}
