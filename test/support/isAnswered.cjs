'use strict';

// n8n's lint allows no import of Node's own modules in .ts files.
const http = require('node:http');

/** Whether anything is answered at an address, over a connection of its own. */
module.exports.isAnswered = async (address) =>
	await new Promise((resolve) => {
		const request = http.get(address, { agent: false }, (answer) => {
			answer.on('end', () => resolve(true)).on('error', () => resolve(false));
			answer.resume();
		});
		request.on('error', () => resolve(false));
	});
