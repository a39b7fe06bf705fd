module.exports = sharedPackages.load('ajv-formats', require);
