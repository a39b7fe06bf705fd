import { filesBelow, readText } from '../../docs/generator/files.cjs';
import { engines, scripts } from '../../package.json';
import { parseYaml } from '../support/yaml.cjs';

/** What runs at GitHub: nobody else's code gets hold of what may publish, and nothing changes behind a name. */

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	env?: Record<string, string>;
	with?: Record<string, unknown>;
}

interface Job {
	environment?: unknown;
	needs?: string;
	permissions?: Record<string, string>;
	strategy?: { matrix?: Record<string, unknown[]> };
	env?: Record<string, string>;
	steps: Step[];
}

interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	env?: Record<string, string>;
	jobs: Record<string, Job>;
}

const textOf = (path: string) => readText(path) ?? '';

const workflows = filesBelow('.github/workflows').map((path) => ({
	path,
	text: textOf(path),
	workflow: parseYaml(textOf(path)) as Workflow,
}));

const workflowAt = (name: string) =>
	workflows.find(({ path }) => path.endsWith(`/${name}`))?.workflow as Workflow;

const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

const runs = ({ steps }: Job) =>
	steps.map(({ run = '' }) => run.replace(/^\s*#.*$/gm, '')).join('\n');

it('finds the workflows', () => {
	expect(workflows.map(({ path }) => path)).toEqual([
		'.github/workflows/ci.yml',
		'.github/workflows/long.yml',
		'.github/workflows/publish.yml',
	]);
});

it('pins every action by its commit, one commit per action, with its version beside it', () => {
	const pins = new Map<string, string>();
	for (const { text, workflow } of workflows) {
		const lines = text.match(/^\s*(?:- )?uses:.*$/gm) ?? [];
		expect(lines).toHaveLength(stepsOf(workflow).filter(({ uses }) => uses !== undefined).length);
		for (const line of lines) {
			expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
			const [action, pin] = line.replace(/^.*uses: /, '').split('@');
			expect(pins.get(action) ?? pin).toBe(pin);
			pins.set(action, pin);
		}
	}
	expect([...pins.keys()].filter((action) => !action.startsWith('actions/'))).toEqual([]);
});

describe.each(workflows)('$path', ({ workflow, text }) => {
	it('may read the code and nothing else, unless a job says why', () => {
		for (const permissions of [
			workflow.permissions,
			...Object.values(workflow.jobs).map((job) => job.permissions ?? {}),
		]) {
			expect(permissions).toBeDefined();
			const { contents = 'read', 'id-token': idToken = 'none', ...others } = permissions ?? {};
			expect([contents, others]).toEqual(['read', {}]);
			expect(['none', 'write']).toContain(idToken);
		}
	});

	it('leaves no credentials behind in the clone', () => {
		const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts).not.toEqual([]);
		for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
	});

	it('does not run what others write: no foreign branch with rights, no text of an event in a script', () => {
		expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
		expect(Object.keys(workflow.on)).not.toContain('workflow_run');
		for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
		expect(text).not.toContain('github.event');
	});
});

describe('publishing', () => {
	const publish = workflowAt('publish.yml');
	const jobs = Object.entries(publish.jobs);
	const mayPublish = jobs.filter(([, job]) => job.permissions?.['id-token'] === 'write');
	const [, job] = mayPublish[0];
	const before = publish.jobs[job.needs ?? ''];

	it('is one job, which waits for a reviewer and for the tests', () => {
		expect(mayPublish.map(([name]) => name)).toEqual(['publish']);
		expect(job.environment).toBe('npm');
		expect(Object.keys(publish.jobs)).toContain(job.needs);
	});

	it('runs npm and nothing that was installed', () => {
		expect(job.steps.map(({ uses }) => uses?.split('@')[0])).toEqual([
			'actions/setup-node',
			'actions/download-artifact',
			undefined,
		]);
		const commands = runs(job).match(/\b(?:npm|npx|node) \S+/g);
		expect(commands).toEqual(['npm publish']);
		expect(runs(job)).toMatch(/npm publish .*--provenance .*--ignore-scripts \.\/\*\.tgz/);
	});

	it('gives the token to one step, and to no other job', () => {
		const holders = workflows.flatMap(({ workflow }) =>
			stepsOf(workflow).filter((step) => JSON.stringify(step).includes('secrets.')),
		);
		expect(holders).toEqual([job.steps[job.steps.length - 1]]);
		expect(holders[0].env).toEqual({ NPM_TOKEN: '${{ secrets.NPM_TOKEN }}' });
		for (const { workflow, text } of workflows) {
			expect(text.match(/secrets\./g) ?? []).toHaveLength(workflow === publish ? 1 : 0);
		}
	});

	it('takes only a version tag, on main, of the version in package.json, with the addresses set, before anything is installed', () => {
		expect(publish.on).toEqual({ push: { tags: ['[0-9]+.[0-9]+.[0-9]+'] } });
		const checkout = before.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 });
		const order = [
			'git merge-base --is-ancestor "$GITHUB_SHA" refs/remotes/origin/main',
			'test "$GITHUB_REF_NAME" = "$(node --print',
			'node .ci/addresses.mjs --check',
			'npm cit',
			'npm run lint',
			'node .ci/gate.mjs',
			'npm pack',
		];
		const places = order.map((command) => runs(before).indexOf(command));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places).not.toContain(-1);
	});
});

describe('the long checks', () => {
	it('run every week, and are scripts that there are', () => {
		const { on, jobs } = workflowAt('long.yml');
		expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }]);
		const checks = jobs.check.strategy?.matrix?.check as string[];
		expect(checks).toEqual(expect.arrayContaining(['fuzz', 'test:editor', 'check:queue']));
		for (const check of checks) expect(Object.keys(scripts)).toContain(check);
	});
});

describe('Node.js', () => {
	const { matrix } = workflowAt('ci.yml').jobs.package.strategy ?? {};
	const versions = (matrix?.node ?? []) as number[];

	it('is tried in the versions that README and package.json name', () => {
		expect(engines.node).toBe(`>=${Math.min(...versions)}`);
		const [last, ...others] = [...versions].reverse();
		expect(textOf('README.md')).toContain(
			`| Node.js for a clone | ${[...others].reverse().join(', ')} and ${last}: CI runs the tests on all three.`,
		);
	});

	it('is as new as n8n demands where the package is made', () => {
		const newest = Math.max(...versions);
		for (const { workflow } of workflows) {
			for (const { uses, with: input } of stepsOf(workflow)) {
				if (!uses?.startsWith('actions/setup-node@')) continue;
				expect([newest, '${{ matrix.node }}']).toContain(input?.['node-version']);
			}
		}
	});
});
