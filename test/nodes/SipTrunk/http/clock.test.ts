import { ProviderClock } from '../../../../nodes/SipTrunk/http/clock';

const DATE = 'Tue, 12 May 2026 05:11:52 GMT';
const TIME = Date.parse(DATE);

describe('ProviderClock', () => {
	it.each([undefined, '', 'soon', '2026-05-12', ['x'], 'Tue, 99 May 2026 05:11:52 GMT'])(
		'is told nothing by %p',
		(header) => {
			const clock = new ProviderClock();
			clock.note(header, TIME, TIME);
			expect(clock.offset).toBeUndefined();
		},
	);

	it('is as far ahead as an answer says, by how long it took and a second', () => {
		const clock = new ProviderClock();
		clock.note(DATE, TIME - 60_400, TIME - 60_000);
		expect(clock.offset).toEqual({ least: 60_000, most: 61_400 });
	});

	it('is known the better the more answers tell it', () => {
		const clock = new ProviderClock();
		clock.note(DATE, TIME - 30_000, TIME);
		clock.note(DATE, TIME - 100, TIME + 600);
		expect(clock.offset).toEqual({ least: 0, most: 1100 });
		clock.note(DATE, TIME + 300, TIME + 700);
		expect(clock.offset).toEqual({ least: 0, most: 700 });
	});

	it('is what the last answer says, if it was set in the meantime', () => {
		const clock = new ProviderClock();
		clock.note(DATE, TIME, TIME);
		clock.note(DATE, TIME - 600_000, TIME - 600_000);
		expect(clock.offset).toEqual({ least: 600_000, most: 601_000 });
	});
});
