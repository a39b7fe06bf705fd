'use strict';

// n8n's lint allows no import of Node's own modules in .ts files.
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

/** For 127.0.0.1 and these tests alone. Nobody trusts it, but for `trustingTests`. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgEjMxxTuZMDX8lK7u
QDHQuoiFkrYs+vby3x0LGtm9l9ihRANCAARqxiw8rn65p1qxrGtkGPEPmgmEzJ6N
S6ltDbR2glzM9Do/Ae5C4fuNJ5YfA1QO+qYChaDQp8GD+W5w8LPicTXi
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUAzAO3vi38uLjBTcFDz4wpEG4JEYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNjE5MDk1M1oYDzIxMjYxMTAy
MTkwOTUzWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARqxiw8rn65p1qxrGtkGPEPmgmEzJ6NS6ltDbR2glzM9Do/Ae5C4fuN
J5YfA1QO+qYChaDQp8GD+W5w8LPicTXio2QwYjAdBgNVHQ4EFgQUsNoc5+My7bZ9
nyKI1QRCN3l7akMwHwYDVR0jBBgwFoAUsNoc5+My7bZ9nyKI1QRCN3l7akMwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IQDuPKL0EoviTJHwxEmabvyVT0g+8DfRTJcRe0IUe/o6zAIgJhPL/q/xQg1dbeyb
ixp2IW4iGROFrR5nms+Ntq0W+SQ=
-----END CERTIFICATE-----
`;

/** What a broken machine in between writes into an encrypted connection. */
const BREAKS = {
	'plain text': () => 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n',
	'a record of another version': () => Buffer.from([0x17, 0x05, 0x00, 0x00, 0x04, 1, 2, 3, 4]),
	'a record that nobody can decrypt': () =>
		Buffer.concat([Buffer.from([0x17, 0x03, 0x03, 0x00, 0x20]), Buffer.alloc(32, 7)]),
	'an alert': () => Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]),
	'a record that is too long': () =>
		Buffer.concat([Buffer.from([0x17, 0x03, 0x03, 0xff, 0xff]), Buffer.alloc(64, 7)]),
};

/** Runs something while this certificate is trusted; Node.js reads its own list of them when it starts. */
async function trustingTests(work) {
	const { createSecureContext } = tls;
	tls.createSecureContext = (options) => {
		const context = createSecureContext(options);
		context.context.addCACert(cert);
		return context;
	};
	try {
		return await work();
	} finally {
		tls.createSecureContext = createSecureContext;
	}
}

/** Hands a request on to `origin`, and back what it answers. */
function handOn(origin, request, body, answered) {
	const headers = { ...request.headers, connection: 'close' };
	const onward = http.request(
		origin + request.url,
		{ method: request.method, headers },
		(answer) => {
			const chunks = [];
			answer.on('data', (chunk) => chunks.push(chunk));
			answer.on('end', () => answered(answer, Buffer.concat(chunks)));
		},
	);
	onward.end(body);
}

const listening = (server) =>
	new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

/**
 * An https server before `origin`, which breaks the connection when a request that changes something was carried out.
 *
 * @param breaks the name of what is written in place of an answer
 * @param hasChanged tells whether the request that was just carried out has changed something
 */
async function startBrokenTls(origin, breaks, hasChanged) {
	const sockets = new Set();
	const raw = new Map();
	const server = https.createServer({ key, cert }, (request, response) => {
		const chunks = [];
		request.on('data', (chunk) => chunks.push(chunk));
		request.on('end', () =>
			handOn(origin, request, Buffer.concat(chunks), ({ statusCode, headers }, body) => {
				if (!hasChanged()) {
					response.writeHead(statusCode, { ...headers, connection: 'close' }).end(body);
				} else {
					raw.get(request.socket.remotePort).write(BREAKS[breaks]());
				}
			}),
		);
	});
	server.on('connection', (socket) => {
		raw.set(socket.remotePort, socket);
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	server.on('tlsClientError', () => undefined);
	const port = await listening(server);
	return {
		address: `https://127.0.0.1:${port}`,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A server that does not speak https at all. */
async function startWithoutTls() {
	const sockets = new Set();
	const server = net.createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
	});
	const port = await listening(server);
	return {
		address: `https://127.0.0.1:${port}`,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { breakings: Object.keys(BREAKS), startBrokenTls, startWithoutTls, trustingTests };
