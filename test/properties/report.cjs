'use strict';

/** Tells whoever runs the tests how far a long one is; Jest itself shows nothing before its end. */
exports.report = (line) => {
	process.stderr.write(`${line}\n`);
};
