export class Problem extends Error {
	name = 'PlaygroundProblem';
}

export function isProblem(error) {
	return error instanceof Error && error.name === 'PlaygroundProblem';
}
