// Not from ./support, which loads n8n's engine: this needs none.
const { providers } = jest.requireActual<typeof import('../../nodes/SipTrunk/providers/index')>(
	'../../dist/nodes/SipTrunk/providers',
);

it.each(providers.map(({ value }) => value))('%s has a table of operations', (name) => {
	expect(require.resolve(`./${name}.test`)).toMatch(/\.test\.ts$/);
});
