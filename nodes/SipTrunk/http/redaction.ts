import type { IDataObject } from 'n8n-workflow';

/** Keys whose values are secrets wherever a provider may echo them. */
const SECRET_KEY = /(?:password|passwd|secret|auth_?token|api_?key|private_?key)$/i;

const MASK = '[redacted]';

/** Shorter values occur in ordinary words, and masking those would garble every message. */
const SHORTEST_MASKED = 4;

/**
 * Every form in which a secret may come back: as it is, encoded for a URL or a form, escaped for JSON or HTML.
 */
function formsOf(secret: string): string[] {
	const url = encodeURIComponent(secret);
	return [
		secret,
		url,
		url.replace(/%20/g, '+'),
		JSON.stringify(secret).slice(1, -1),
		escapeHtml(secret),
	];
}

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
		if (Array.isArray(value)) return value.map((entry) => this.value(entry));
		if (value === null || typeof value !== 'object') return value;
		const result: IDataObject = {};
		for (const [key, entry] of Object.entries(value)) {
			if (SECRET_KEY.test(key)) continue;
			result[key] = this.value(entry) as IDataObject;
		}
		return result;
	}
}
