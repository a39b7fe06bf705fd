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

	it('has room for one answer up to the size that it may have', () => {
		const share = new Capacity(10, 100).share(7);
		expect([6, 1, 1].map(share.take)).toEqual([true, true, false]);
	});

	const MEGABYTE = 1024 * 1024;

	it.each([
		[199, MEGABYTE],
		[200, 64 * MEGABYTE],
		[299, 64 * MEGABYTE],
		[300, MEGABYTE],
		[404, MEGABYTE],
		[500, MEGABYTE],
	])('takes of an answer with HTTP %i at most %i bytes', (status, most) => {
		expect(new Capacity().mostOf(status)).toBe(most);
	});

	it('never takes more of a refusal than of another answer', () => {
		expect(new Capacity(10, 100).mostOf(500)).toBe(10);
	});
});
