import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
	processor: string;
	cores: number;
	memoryGb: number;
	system: string;
	node: string;
}

export function thisMachine(): Machine {
	const cores = cpus();
	return {
		processor: cores[0]?.model ?? 'unknown',
		cores: cores.length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		system: `${platform()} ${release()}`,
		node: process.version,
	};
}

/** How many programs wanted a processor, on average over the last minute. */
export const load = (): number => Math.round(loadavg()[0] * 100) / 100;
