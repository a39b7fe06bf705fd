import { leaving } from '../../../../nodes/SipTrunk/configuration/leaving';

const present = (id: string, sharedIn?: string) => ({
	entry: {},
	row: { id },
	...(sharedIn === undefined ? {} : { sharedIn }),
});

describe('leaving', () => {
	const idIn = ({ id }: { id?: unknown }) => String(id);

	it.each([
		['is named and will not be', present('1'), ['1'], ['2'], true],
		['stays', present('1'), ['1'], ['1'], false],
		['is not named', present('1'), [], ['2'], false],
		['others use as well', present('1', 'trunk "Other"'), ['1'], ['2'], false],
	])('tells what %s', (_, one, named, stays, isLeaving) => {
		expect(leaving([one], { named, stays, idIn })).toEqual(isLeaving ? [one] : []);
	});

	it('is nothing where a section is not managed', () => {
		expect(leaving(undefined, { named: ['1'], stays: [], idIn })).toEqual([]);
	});
});
