/**
 * `npm start` and `npm start -- --check`. Runs on a bare machine: uses nothing but Node.js and npm until the
 * project's packages are there, then hands over to main.mts.
 */
import util from 'node:util';
import { claim } from './base/claim.mjs';
import { checkCompiler, installProject, packagesFit } from './base/installation.mjs';
import { formatDuration } from './base/duration.mjs';
import { openLog } from './base/log.mjs';
import { projectFolder } from './base/folders.mjs';
import { isProblem, Problem } from './base/problem.mjs';

const help = `npm start               n8n with the SIP Trunk node, simulated providers and example workflows
npm start -- --check    runs every example workflow in a fresh n8n, without the editor
npm start -- --check --only WORDS  only those with these words in their file name, such as
                        "twilio"; some build on others, which are then left out

Options:
  --port N   port of the editor (default 5678; with --check any that is free)
  --check    run the examples, print a table, exit with 0 only if all succeeded
  --help     this text

npm run test:editor                  tests the node in n8n's editor with a browser
npm run test:editor -- --short       every provider opened, one trunk planned and applied; in .ci/run
npm run test:editor -- --only WORDS  only the tests with these words in their title
npm run test:editor -- --pictures    takes the pictures of docs/images/ anew instead
npm run test:editor -- --opening-time  measures how long the node takes to open instead

npm run check:versions                  every example in n8n's of several ages, one after the other (hours)
npm run check:versions -- --only 2.20.0 only this version; --again: also those that have a result

npm run check:queue                     n8n in queue mode: two workers, Redis, PostgreSQL, a killed worker
npm run check:queue -- --executions N   that many executions (default 200), half as many with the kill
npm run check:queue -- --skip-kill      without the run in which a worker is killed

Everything listens on this machine only and is kept in .playground/; delete
.playground/node_modules to begin anew without installing n8n again.`;

function readOptions() {
	let values;
	try {
		({ values } = util.parseArgs({
			options: {
				port: { type: 'string' },
				check: { type: 'boolean', default: false },
				queue: { type: 'boolean', default: false },
				executions: { type: 'string', default: '200' },
				'skip-kill': { type: 'boolean', default: false },
				versions: { type: 'boolean', default: false },
				again: { type: 'boolean', default: false },
				'editor-tests': { type: 'boolean', default: false },
				pictures: { type: 'boolean', default: false },
				'opening-time': { type: 'boolean', default: false },
				short: { type: 'boolean', default: false },
				only: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		}));
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}: see "npm start -- --help".`);
	}
	if (values.port !== undefined && !/^[1-9]\d{0,4}$/.test(values.port)) {
		throw new Problem(
			`"${values.port}" is not a port: give a number, as in "npm start -- --port 5700".`,
		);
	}
	const port = values.port === undefined ? undefined : Number(values.port);
	if (port > 65_535) throw new Problem('The highest port is 65535: choose a lower one.');
	if (!/^[1-9]\d{0,3}$/.test(values.executions)) {
		throw new Problem(
			`"${values.executions}" is no number of executions: give one up to 9999, as in "npm run check:queue -- --executions 50".`,
		);
	}
	const executions = Number(values.executions);
	return {
		...values,
		port,
		executions,
		skipKill: values['skip-kill'],
		openingTime: values['opening-time'],
	};
}

/** Ctrl-C, a polite kill and a closed terminal all mean: stop everything, in order. */
function listenForInterruption() {
	const interruption = new AbortController();
	const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
	for (const [signal, exitCode] of Object.entries(exitCodes)) {
		process.on(signal, () => interruption.abort(Object.assign(new Error(signal), { exitCode })));
	}
	// A closed terminal takes the output with it; the stopping must go on all the same.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	return interruption.signal;
}

async function installWithProgress(context) {
	const started = Date.now();
	const report = (text) => {
		const line = `Installing the project's packages (${text})`;
		process.stdout.write(process.stdout.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
	};
	report('about a minute');
	const timer = setInterval(
		() => report(`${formatDuration(Date.now() - started)} so far`),
		process.stdout.isTTY ? 1000 : 10_000,
	);
	try {
		await installProject(context);
		report(formatDuration(Date.now() - started));
	} finally {
		clearInterval(timer);
		if (process.stdout.isTTY) process.stdout.write('\n');
	}
}

async function play(stopping) {
	const options = readOptions();
	if (options.help) {
		console.log(help);
		return 0;
	}
	const testsEditor = options['editor-tests'];
	const run = testsEditor
		? 'editor-tests'
		: options.queue
			? 'queue'
			: options.versions
				? 'versions'
				: options.check
					? 'check'
					: 'start';
	const release = claim(run);
	const log = openLog(run);
	try {
		checkCompiler();
		if (!packagesFit(projectFolder)) await installWithProgress({ log, stopping });
		const { tsImport } = await import('tsx/esm/api');
		if (testsEditor) {
			const { testEditor } = await tsImport('./editor/main.mts', import.meta.url);
			return await testEditor({ ...options, log, stopping });
		}
		if (options.queue) {
			const { checkQueue } = await tsImport('./queue/check.mts', import.meta.url);
			return await checkQueue({ ...options, log, stopping });
		}
		if (options.versions) {
			const { checkVersions } = await tsImport('./versions/main.mts', import.meta.url);
			return await checkVersions({ ...options, log, stopping });
		}
		const { main } = await tsImport('./main.mts', import.meta.url);
		return await main({ ...options, log, stopping });
	} catch (error) {
		if (stopping.aborted) {
			console.log('Stopped.');
			return stopping.reason.exitCode;
		}
		if (isProblem(error)) throw error;
		log.write('start', error.stack ?? String(error));
		throw new Problem(`The playground failed: ${error.message} (details: ${log.path}).`);
	} finally {
		await log.close();
		release();
	}
}

function checkNodeVersion() {
	if (Number(process.versions.node.split('.')[0]) >= 20) return;
	throw new Problem(
		`The playground needs Node.js 20 or newer and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
	);
}

try {
	checkNodeVersion();
	process.exit(await play(listenForInterruption()));
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
