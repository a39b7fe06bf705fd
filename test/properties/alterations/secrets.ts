import { always, secretOf, storeError, type Alteration } from './alteration';

/** What can be seen of a run, and where its requests go, altered so that a secret gets out. */

export const ofSecrets: Alteration[] = [
	[
		'a credential in the log',
		always,
		(e) => e.logLines.push(secretOf(e)),
		/the credential's secret at log/,
	],
	[
		'a credential in a hint',
		always,
		(e) => e.run.hints.push({ message: secretOf(e) }),
		/the credential's secret at hints/,
	],
	[
		'a credential in the execution',
		always,
		(e) => storeError(e, secretOf(e)),
		/the stored execution holds a credential/,
	],
	[
		'a credential in the error',
		always,
		(e) => storeError(e, secretOf(e)),
		/the credential's secret at error/,
	],
	[
		'a password that was entered',
		({ asked }) => asked[0].secrets.length > 0,
		(e) => storeError(e, `It is ${encodeURIComponent(e.asked[0].secrets[0])}.`),
		/an entered password at error/,
	],
	[
		'a password that was made',
		(e) => typeof e.run.items[0].json.password === 'string',
		(e) => storeError(e, String(e.run.items[0].json.password)),
		/a generated password at error/,
	],

	['a redirect that was followed', always, (e) => (e.elsewhere = 1), /followed a redirect/],
	[
		'a request without credential',
		(e) => e.requests.length > 0,
		(e) => (e.requests[0].headers = {}),
		/without its credential/,
	],
	[
		'a secret in an address',
		(e) => e.requests.length > 0,
		(e) => (e.requests[0].url += secretOf(e)),
		/a secret in an address/,
	],
];
