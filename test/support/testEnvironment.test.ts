import { loadPackage } from './engine';
import { global, Globals } from './globals.cjs';

/** Test files share a realm: what one leaves behind must not reach the next. */

declare const leftBehind: unknown;

describe('the global object and what the language has', () => {
	const before = { random: Math.random, at: Array.prototype.at };
	const globals = new Globals(global);

	it('are as they were after a file that has changed them', () => {
		Object.assign(global, { leftBehind: 1 });
		Object.assign(Array.prototype, { leftBehind: 1, at: () => 1 });
		Object.assign(JSON, { leftBehind: 1 });
		Math.random = () => 0.5;
		globals.restore();
		expect(typeof leftBehind).toBe('undefined');
		expect('leftBehind' in Array.prototype).toBe(false);
		expect('leftBehind' in JSON).toBe(false);
		expect(Math.random).toBe(before.random);
		expect([].at).toBe(before.at);
		expect(globals.added()).toEqual([]);
	});
});

it('runs the copy of the node that this file has loaded, and none of a file before', async () => {
	const { SipTrunk } = jest.requireActual<{ SipTrunk: new () => object }>(
		'../../dist/nodes/SipTrunk/SipTrunk.node.js',
	);
	expect((await loadPackage()).getNode('sipTrunk').type).toBeInstanceOf(SipTrunk);
});
