/**
 * Takes `.playground/<name>.pid`, so that two runs never share one log and one database.
 * @returns a function that gives it back
 * @throws Problem where another run has it
 */
export declare function claim(name: string): () => void;
