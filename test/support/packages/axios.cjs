module.exports = sharedPackages.load('axios', require);
