export function withEnvironment<T>(
	variables: Record<string, string>,
	work: () => Promise<T>,
): Promise<T>;
