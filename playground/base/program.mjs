import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

const isWindows = process.platform === 'win32';

export class ProgramFailure extends Error {
	name = 'ProgramFailure';

	constructor(message, lines) {
		super(message);
		this.lines = lines;
	}
}

export function startProgram({
	command,
	arguments: programArguments,
	folder,
	environment,
	onLine,
}) {
	const child = spawn(command, programArguments, {
		cwd: folder,
		env: environment ?? process.env,
		detached: !isWindows,
		windowsHide: true,
	});
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream, crlfDelay: Infinity }).on('line', onLine);
	}
	// The program may end before it has read everything; that is its own affair.
	child.stdin.on('error', () => undefined);

	const ended = new Promise((resolve, reject) => {
		child.once('error', reject);
		// Whatever a program leaves behind ends with it.
		child.once('exit', () => endGroup(child));
		child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
	});
	// Whoever awaits `ended` sees the failure; without this, nobody awaiting it would end the process.
	ended.catch(() => undefined);

	return {
		processId: child.pid,
		input: child.stdin,
		ended,
		async stop(patience = 10_000) {
			if (child.pid === undefined) return;
			if (isWindows) endGroup(child);
			else child.kill('SIGTERM');
			const timer = setTimeout(() => endGroup(child), patience);
			await ended.catch(() => undefined);
			clearTimeout(timer);
		},
	};
}

function endGroup(child) {
	if (isWindows) {
		spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
		return;
	}
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

export async function runProgram(options, stopping) {
	stopping.throwIfAborted();
	const lines = [];
	const program = startProgram({
		...options,
		onLine(line) {
			options.onLine(line);
			lines.push(line);
			if (lines.length > 200) lines.shift();
		},
	});
	program.input.end();
	const settled = new AbortController();
	try {
		const interrupted = once(stopping, 'abort', { signal: settled.signal }).then(
			() => program.stop(3000),
			() => undefined,
		);
		const { exitCode, signal } = await program.ended;
		if (stopping.aborted) await interrupted;
		stopping.throwIfAborted();
		if (exitCode !== 0) {
			const words = [basename(options.command), ...options.arguments].join(' ');
			throw new ProgramFailure(`${words} ended with ${signal ?? `exit code ${exitCode}`}`, lines);
		}
	} finally {
		settled.abort();
	}
}

export function npmProgram(npmArguments) {
	const script = process.env.npm_execpath;
	if (script && basename(script) === 'npm-cli.js') {
		return { command: process.execPath, arguments: [script, ...npmArguments] };
	}
	return isWindows
		? { command: 'cmd.exe', arguments: ['/d', '/s', '/c', 'npm', ...npmArguments] }
		: { command: 'npm', arguments: npmArguments };
}
