/** For tests, because n8n's lint allows no import of Node's own modules in .ts files. */
exports.Readable = require('node:stream').Readable;
