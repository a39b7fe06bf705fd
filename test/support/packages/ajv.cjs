module.exports = sharedPackages.load('ajv', require);
