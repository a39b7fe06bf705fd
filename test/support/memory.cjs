'use strict';

// n8n's lint refuses `process` and timers in a .ts file.

const WATCHED_EVERY_MS = 20;

/** How much more memory this process takes at the most while something runs, in bytes. */
module.exports.memoryFor = async (work) => {
	const before = process.memoryUsage.rss();
	let most = 0;
	const watching = setInterval(() => {
		most = Math.max(most, process.memoryUsage.rss() - before);
	}, WATCHED_EVERY_MS);
	try {
		await work();
	} finally {
		clearInterval(watching);
	}
	return most;
};

/** What is in buffers, in bytes. */
module.exports.bufferBytes = () => process.memoryUsage().arrayBuffers;
