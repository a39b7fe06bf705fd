import { ageInDays, staleHint } from '../../../../../nodes/SipTrunk/configuration/platforms/age';
import { preset } from './support';

const at = (date: string) => Date.parse(date);

it('counts whole days, and a month from its first day', () => {
	expect(ageInDays({ checked: '2026-10-08' }, at('2026-10-09T23:00:00Z'))).toBe(1);
	expect(ageInDays({ checked: '2026-10' }, at('2026-10-31T00:00:00Z'))).toBe(30);
});

it('tells of data older than 90 days, with their date and source', () => {
	const one = { ...preset('retell'), checked: '2026-10-08' };
	expect(staleHint(one, at('2027-01-06T12:00:00Z'))).toBeUndefined();
	const hint = staleHint(one, at('2027-01-07T00:00:00Z'));
	expect(hint).toContain('Retell');
	expect(hint).toContain('2026-10-08, 91 days ago');
	expect(hint).toContain(one.source);
});
