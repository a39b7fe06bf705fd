/**
 * The rooms of the repository and who may know whom. `npm run lint` holds the imports against it, and CONTRIBUTING.md
 * shows it.
 */

/** The rooms of `nodes/SipTrunk`, from the front door down: each may know those below it, and none above it. */
exports.layers = [
	{ room: 'run', holds: 'what happens when n8n calls: items, pickers, errors' },
	{ room: 'form', holds: 'what the editor shows, derived from the tables of the providers' },
	{ room: 'providers', holds: 'what only one provider knows; no provider knows another' },
	{ room: 'configuration', holds: 'a trunk with everything that belongs to it' },
	{ room: 'operations', holds: 'what is the same at every provider' },
	{ room: 'fields', holds: 'parameters of an operation, and their values' },
	{
		room: 'http',
		holds: 'one request: address, errors, retries, pace, pages, recovery, redaction',
	},
	{ room: 'rows', holds: 'the shapes that leave the node' },
	{ room: 'contract', holds: 'what every provider is written against. Start reading here' },
	{ room: 'validation', holds: 'is what the user entered right' },
];

/** The rooms around the node, and which others each may know. The node's own sources know none of them. */
exports.around = [
	{ room: 'credentials', knows: ['nodes'], holds: 'one credential per provider' },
	{
		room: 'sandbox',
		knows: [],
		// Only as a type, so that the compiler says which provider is not simulated.
		butFor: {
			path: '^nodes/SipTrunk/providers/index\\.ts$',
			what: 'the names of the providers',
		},
		holds: "the providers' APIs on loopback, from their documentation",
	},
	{
		room: 'facts',
		knows: ['nodes', 'sandbox'],
		holds: 'what else has to be known of a provider: one file for each, one list',
	},
	{
		room: 'playground',
		knows: ['nodes', 'credentials', 'sandbox', 'facts'],
		holds: 'n8n itself, pinned, with the node, the sandbox and the examples',
	},
	{
		room: 'test',
		knows: ['nodes', 'credentials', 'sandbox', 'facts', 'docs'],
		holds: 'the rules for every provider and operation, in the engine of n8n',
	},
	{
		room: 'bench',
		knows: ['nodes', 'sandbox', 'playground', 'test'],
		holds: 'how fast the node is, beside other ways',
	},
	{
		room: 'docs',
		knows: ['nodes', 'sandbox', 'facts'],
		holds: 'pages, and the generator of what follows from the tables',
	},
];
