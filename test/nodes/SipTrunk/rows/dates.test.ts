import fc from 'fast-check';
import { isoDateOrNull } from '../../../../nodes/SipTrunk/rows/dates';

describe('isoDateOrNull', () => {
	it.each([
		['2026-05-12T05:11:52.054Z', '2026-05-12T05:11:52.054Z'],
		['2026-05-12T05:11:52Z', '2026-05-12T05:11:52.000Z'],
		['2026-05-12T05:11:52+05:30', '2026-05-11T23:41:52.000Z'],
		['2026-05-12T05:11:52', '2026-05-12T05:11:52.000Z'],
		['2026-05-12T05:11:52.054123', '2026-05-12T05:11:52.054Z'],
		['2026-05-12', '2026-05-12T00:00:00.000Z'],
		['2026-05-12 05:11:52', '2026-05-12T05:11:52.000Z'],
		['2026-05-12 05:11:52.054+02:00', '2026-05-12T03:11:52.054Z'],
		['2026-05-12T05:11:52+0530', '2026-05-11T23:41:52.000Z'],
		['Tue, 12 May 2026 05:11:52 +0000', '2026-05-12T05:11:52.000Z'],
		['Tue, 12 May 2026 05:11:52 GMT', '2026-05-12T05:11:52.000Z'],
	])('%s is %s', (written, iso) => {
		expect(isoDateOrNull(written)).toBe(iso);
	});

	it.each([
		undefined,
		null,
		'',
		'soon',
		'trunk 1',
		'12',
		'12 May 2026',
		'2026-5-1',
		'2026-05-12T05:11:52 PST',
		'2026-13-45T00:00:00Z',
		1747026712,
		{},
		[],
		true,
	])('%p is none', (value) => {
		expect(isoDateOrNull(value)).toBeNull();
	});

	it('keeps the moment of every date in ISO 8601', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
				(date) => {
					const iso = date.toISOString();
					expect(isoDateOrNull(iso)).toBe(iso);
					expect(isoDateOrNull(iso.slice(0, -1))).toBe(iso);
					const inSeconds = new Date(Math.floor(date.getTime() / 1000) * 1000);
					expect(isoDateOrNull(date.toUTCString())).toBe(inSeconds.toISOString());
				},
			),
		);
	});

	it('gives a date in ISO 8601 or null for anything', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.anything()), (value) => {
				const date = isoDateOrNull(value);
				if (date !== null) expect(new Date(date).toISOString()).toBe(date);
			}),
		);
	});
});
