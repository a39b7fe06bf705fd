'use strict';

/** Tells whoever runs the tests how far a long one is; Jest itself shows nothing before its end. */
exports.report = (line) => {
	process.stderr.write(`${line}\n`);
};

/** The same after every so many of them; never where that is 0. */
exports.reportEvery = (times, what, done) => {
	if (times > 0 && done % times === 0) exports.report(`${what}: ${done}`);
};
