import ts from 'typescript';

/**
 * The sentences that the node can say when something goes wrong, read from its sources. What is filled in at run time
 * shows as `…`, so that documentation can name each as it will be met.
 */

/**
 * Texts of the editor's form, what to do about a message, which follows it and is no message itself, and what is told of
 * platforms and trunks, which other tables document.
 */
const OTHER_TEXTS = new Set([
	'action',
	'advice',
	'byHand',
	'choices',
	'description',
	'hint',
	'displayName',
	'documentationUrl',
	'effect',
	'howToLook',
	'label',
	'meaning',
	'name',
	'notes',
	'notesOnItsCalls',
	'placeholder',
	'plural',
	'says',
	'singular',
	'unseenTarget',
	'what',
]);

const SHORTEST_SENTENCE_WORDS = 3;

/** What a string or template says, with `…` for everything that is filled in. */
function said(node: ts.Node): string | undefined {
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return [node.head.text, ...node.templateSpans.map(({ literal }) => `…${literal.text}`)].join('');
}

const isSentence = (text: string) =>
	text.split(/\s+/).filter((word) => /[A-Za-z]{2,}|^[a-zA-Z…]$/.test(word)).length >=
		SHORTEST_SENTENCE_WORDS && !/[{}<>\\]|=>/.test(text);

/** What a text is assigned to: a key, a class property, a constant in capitals, or what makes choices or a field. */
function nameOf(node: ts.Node): string | undefined {
	if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) return node.name.getText();
	if (ts.isVariableDeclaration(node)) {
		const name = node.name.getText();
		return /ADVICE/.test(name) ? 'advice' : undefined;
	}
	return ts.isCallExpression(node) && node.expression.getText() === 'choices' ? 'name' : undefined;
}

/** The first thing that the factory of a field is told. */
const isDisplayName = ({ parent }: ts.Node) =>
	ts.isCallExpression(parent) && /Field$/.test(parent.expression.getText());

function isMessage(node: ts.Node): boolean {
	if (isDisplayName(node)) return false;
	for (let place = node.parent; place; place = place.parent) {
		const name = nameOf(place);
		if (name !== undefined && OTHER_TEXTS.has(name)) return false;
		if (
			ts.isFunctionLike(place) &&
			ts.isBlock((place as ts.FunctionLikeDeclaration).body ?? place)
		) {
			return true;
		}
	}
	return true;
}

/** The sentences in one source file, in order. Pure. */
export function messagesIn(fileName: string, source: string): string[] {
	const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
	const messages: string[] = [];
	const visit = (node: ts.Node): void => {
		const text = said(node);
		if (text !== undefined && isSentence(text) && isMessage(node)) messages.push(text.trim());
		ts.forEachChild(node, visit);
	};
	visit(file);
	return messages;
}
