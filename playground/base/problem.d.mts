/** Something that a person can put right, told in one sentence that says what to do. */
export declare class Problem extends Error {
	readonly name: 'PlaygroundProblem';
	constructor(sentence: string);
}

/** Recognises a Problem also when its class was loaded twice (once plainly, once through tsx). */
export declare function isProblem(error: unknown): error is Problem;
