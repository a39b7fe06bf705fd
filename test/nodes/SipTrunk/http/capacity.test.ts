import { Capacity } from '../../../../nodes/SipTrunk/http/capacity';

describe('Capacity', () => {
	it('has room for one answer up to its largest size', () => {
		const share = new Capacity(10, 100).share();
		expect([6, 4, 1].map(share.take)).toEqual([true, true, false]);
	});

	it('has room for all answers together up to a size, and again for what was given back', () => {
		const capacity = new Capacity(10, 15);
		const [first, second] = [capacity.share(), capacity.share()];
		expect([first.take(10), second.take(5), second.take(1)]).toEqual([true, true, false]);
		first.giveBack();
		first.giveBack();
		expect([second.take(5), capacity.share().take(6), capacity.share().take(5)]).toEqual([
			true,
			false,
			true,
		]);
	});

	it.each<[length: unknown, isEnough: boolean]>([
		['10', true],
		['11', false],
		[11, false],
		[undefined, true],
		['', true],
		['soon', true],
		['-1', true],
	])('is enough for a length of %p: %p', (length, isEnough) => {
		expect(new Capacity(10, 100).isEnoughFor(length)).toBe(isEnough);
	});
});
