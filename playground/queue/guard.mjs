/**
 * Runs a server as its only child: `node guard.mjs <signal that ends it> <command> [arguments]`. The playground
 * holds this program's standard input open; when even a killed playground lets go of it, the server ends as well.
 */
import { spawn } from 'node:child_process';

const [signal, command, ...serverArguments] = process.argv.slice(2);
const server = spawn(command, serverArguments, { stdio: ['ignore', 'inherit', 'inherit'] });

const stop = () => server.kill(signal);
process.stdin.once('end', stop).once('error', stop).resume();
process.once('SIGTERM', stop);
server.once('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
server.once('exit', (exitCode) => process.exit(exitCode ?? 1));
