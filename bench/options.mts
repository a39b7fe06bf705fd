import util from 'node:util';
import type { Work } from './work.mjs';
import { works } from './works/index.mjs';

/** What the command line asks for. */

const help = `npm run bench                   measures the built node against the bars of docs/performance.md

Options, after "--":
  --only NAME    only this work; may be given several times
  --quick        some works, on small amounts, and their ratios only, with a quarter of room for a
                 machine that does something else as well; what misses a bar is measured again, twice at most
  --without-n8n  leave out the works that need a real n8n (2.5 GB, installed once as by "npm start")
  --against FILE an earlier package, as "npm pack" writes it: both are measured by turns, and what is
                 worse than in every run of the earlier one is told
  --runs N       how often to measure each (default: what each work needs)
  --json FILE    write all figures there as well
  --help         this text

Works: ${works.map(({ name }) => name).join(', ')}

Exits with 0 if all bars were reached, or, with --against, if nothing is worse. For figures to compare, leave the machine alone meanwhile.`;

export interface Options {
	chosen: Work[];
	runs: number | undefined;
	json: string | undefined;
	against: string | undefined;
	quick: boolean;
}

/** @returns the options, or a text for the person where there is nothing to measure */
export function readOptions(): Options | { text: string; exitCode: number } {
	const { values } = util.parseArgs({
		options: {
			only: { type: 'string', multiple: true },
			quick: { type: 'boolean', default: false },
			'without-n8n': { type: 'boolean', default: false },
			runs: { type: 'string' },
			json: { type: 'string' },
			against: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return { text: help, exitCode: 0 };
	const unknown = values.only?.find((name) => !works.some((work) => work.name === name));
	if (unknown !== undefined)
		return { text: `There is no work "${unknown}".\n\n${help}`, exitCode: 2 };
	if (values.runs !== undefined && !/^[1-9]\d?$/.test(values.runs)) {
		return { text: `--runs takes a number from 1 to 99.\n\n${help}`, exitCode: 2 };
	}
	const chosen = works.filter(
		({ name, needsN8n, isQuick }) =>
			(values.only?.includes(name) ?? true) &&
			!(needsN8n && values['without-n8n']) &&
			(isQuick || !values.quick),
	);
	const { quick, json, against } = values;
	return { chosen, runs: values.runs ? Number(values.runs) : undefined, json, against, quick };
}
