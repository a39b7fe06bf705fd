const { join } = require('node:path');
const { around, layers } = require('./.ci/rooms.cjs');

/** Who may import whom. The rooms themselves stand in `.ci/rooms.cjs`. */

const node = '^nodes/SipTrunk/';
const roomsOf = (rooms) => `(${rooms.map(({ room }) => room).join('|')})/`;

const upwards = layers.map(({ room }, index) => ({
	name: `${room}-knows-no-room-above-it`,
	severity: 'error',
	from: { path: `${node}${room}/` },
	to: {
		path: [
			`${node}SipTrunk\\.node\\.ts$`,
			...layers.slice(0, index).map((above) => `${node}${above.room}/`),
		],
	},
}));

const outside = around.flatMap(({ room, knows, butFor }) => [
	{
		name: `${room}-knows-${knows.join('-and-') || 'no-other-room'}`,
		severity: 'error',
		from: { path: `^${room}/` },
		to: {
			path: `^(nodes|${around.map((other) => other.room).join('|')})/`,
			pathNot: [`^(${[room, ...knows].join('|')})/`, ...(butFor ? [butFor.path] : [])],
		},
	},
	...(butFor === undefined
		? []
		: [
				{
					name: `${room}-knows-as-types-only-${butFor.what.replaceAll(' ', '-')}`,
					severity: 'error',
					from: { path: `^${room}/` },
					to: { path: butFor.path, dependencyTypesNot: ['type-only'] },
				},
			]),
]);

module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		...upwards,
		...outside,
		{
			name: 'every-file-of-the-node-has-a-room',
			severity: 'error',
			from: {},
			to: { path: node, pathNot: [`${node}${roomsOf(layers)}`, `${node}SipTrunk\\.node\\.`] },
		},
		{
			name: 'no-provider-knows-another',
			severity: 'error',
			from: { path: '^(nodes/SipTrunk|sandbox|facts)/providers/(?!index\\.)([^/.]+)' },
			to: {
				path: '^(nodes/SipTrunk|sandbox|facts)/providers/',
				pathNot: '^(nodes/SipTrunk|sandbox|facts)/providers/$2[/.]',
			},
		},
		{
			// n8n loads no other package beside a community node.
			name: 'the-node-knows-nothing-outside',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { pathNot: '^(nodes|credentials)/|(^|/)node_modules/n8n-workflow/|^crypto$' },
		},
		{
			name: 'the-node-knows-no-credential',
			severity: 'error',
			from: { path: '^nodes/' },
			to: { path: '^credentials/' },
		},
		{
			name: 'nobody-knows-a-test',
			severity: 'error',
			from: {},
			to: { path: '\\.test\\.ts$' },
		},
		{
			name: 'every-import-is-there',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^tsx/' },
		},
	],
	options: {
		// Imports of types count: who knows a type knows the file that it stands in.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: join(__dirname, 'test/tsconfig.json') },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: ['^playground/n8n/', '^dist/', '^test/support/fixtures/'] },
		enhancedResolveOptions: {
			extensions: ['.ts', '.mts', '.mjs', '.cjs', '.js', '.json', '.d.mts', '.d.cts'],
		},
	},
};
