module.exports = sharedPackages.load('n8n-workflow', require);
