/**
 * Characters that nobody sees and nobody can type into a telephone. They come along with what is copied from a web page,
 * a PDF or a list of contacts: zero-width spaces, soft hyphens, marks of the writing direction, variation selectors.
 */

/** Format characters that do show: signs before Arabic numbers, and their like. */
const SHOWN = '[\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}]';
/** What is to be ignored if it cannot be shown, format characters, and the empty Braille cell. */
const ONE = `(?!${SHOWN})[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\u2800]`;
/** Every character that nobody sees. */
export const INVISIBLE = new RegExp(ONE, 'gu');

/** Scripts whose letters are joined or kept apart by characters of their own. */
const JOINED =
	'[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}]';
const LETTER = `(?:(?=${JOINED})[\\p{L}\\p{M}])`;
const PICTURE = '\\p{Extended_Pictographic}';
/** Where they are part of what is written: between such letters, and in pictures that are made of several. */
const MEANT = [
	`(?<=${LETTER})[\\u200c\\u200d](?=${LETTER})`,
	`(?<=${PICTURE}[\\u{1f3fb}-\\u{1f3ff}]?\\ufe0f?)\\u200d(?=${PICTURE})`,
	`(?<=${PICTURE})\\ufe0f`,
].join('|');
/** The same without those that are part of what is written. */
export const UNMEANT = new RegExp(`(?!${MEANT})${ONE}`, 'gu');

/** A text that people read, without what they do not see. Characters that join others stay where they do. */
export const withoutInvisible = (text: string) => text.replace(UNMEANT, '');

/** A space that looks like the usual one, and is none. */
const OTHER_SPACE = /(?! )\p{Zs}/u;

const codePoint = (character: string) =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** One character of a text in words, with its code and its place. */
export const described = (kind: string, characters: string[], index: number) =>
	`${kind}, ${codePoint(characters[index])}, as character ${index + 1} of ${characters.length}`;

/** The first character of a text that nobody sees, in words with its code and its place; undefined if there is none. */
export function unseenIn(text: string): string | undefined {
	const characters = [...text];
	const index = characters.findIndex(
		(character) => OTHER_SPACE.test(character) || character.search(INVISIBLE) >= 0,
	);
	if (index < 0) return undefined;
	const kind = OTHER_SPACE.test(characters[index])
		? 'a space that is not the usual one'
		: 'a character that cannot be seen';
	return described(kind, characters, index);
}
