/** Pieces of Markdown. Pure functions. */

/** A text as one cell of a table. */
export const cell = (text: string) => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();

export const link = (text: string, target: string) => `[${text}](${target})`;

export const code = (text: string) => `\`${text}\``;

export function table(header: string[], rows: string[][]): string {
	return [header, header.map(() => '---'), ...rows]
		.map((row) => `| ${row.map(cell).join(' | ')} |`)
		.join('\n');
}

const markers = (name: string) => ({
	begin: `<!-- begin ${name}: made by "npm run docs" -->`,
	end: `<!-- end ${name} -->`,
});

/**
 * The text with another content between the two markers of a section. Throws if they are not there, once and in
 * order.
 */
export function withSection(
	text: string,
	{ path, name }: { path: string; name: string },
	content: string,
): string {
	const { begin, end } = markers(name);
	const [before, rest, ...more] = text.split(begin);
	const parts = rest?.split(end) ?? [];
	if (more.length > 0 || parts.length !== 2) {
		throw new Error(`${path} needs these two lines, each once: ${begin} and ${end}`);
	}
	return `${before}${begin}\n\n${content}\n\n${end}${parts[1]}`;
}
