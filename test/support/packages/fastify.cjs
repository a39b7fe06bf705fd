module.exports = sharedPackages.load('fastify', require);
