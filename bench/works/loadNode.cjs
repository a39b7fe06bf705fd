/**
 * Loads a built node and its credentials in a fresh process, as n8n does when it starts, and writes the milliseconds.
 *
 * node loadNode.cjs <n8n's node_modules> <the node's file> <its credentials' files ...>
 */
const { basename } = require('node:path');
const Module = require('node:module');

const [packages, node, ...credentials] = process.argv.slice(2);

// n8n lends its own packages to community nodes in the same way.
process.env.NODE_PATH = packages;
Module._initPaths();
// In n8n these are there before the first node is loaded.
const lent = Module.createRequire(`${packages}/`);
lent('n8n-workflow');
require('n8n-workflow');

const make = (file) => {
	const [name] = basename(file).split('.');
	const Class = require(file)[name];
	return new Class();
};

const start = process.hrtime.bigint();
const instance = make(node);
const types = credentials.map(make);
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;

// What has been loaded must be what was meant.
if (!instance.description || types.some(({ properties }) => !properties)) process.exit(1);
process.stdout.write(String(milliseconds));
