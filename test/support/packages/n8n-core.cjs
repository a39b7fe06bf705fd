// First, so that what it adds to built-in objects counts as its own.
require('n8n-workflow');
module.exports = sharedPackages.load('n8n-core', require);
