/**
 * Loaded into n8n before n8n itself. The playground holds n8n's standard input open; when even a killed
 * playground lets go of it, n8n stops as it would on a polite request, or is ended after 5 s.
 */
import { isMainThread } from 'node:worker_threads';

// n8n's worker threads load this too, with a standard input that is not the process's.
if (isMainThread) {
	process.stdin.once('end', stop).once('error', stop).resume().unref();
}

function stop() {
	// Nobody reads the output any more; n8n must not stumble over that while it stops.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	process.kill(process.pid, 'SIGTERM');
	// n8n leads its own process group, which has the process for Code nodes in it.
	const group = process.platform === 'win32' ? process.pid : -process.pid;
	setTimeout(() => process.kill(group, 'SIGKILL'), 5000);
}
