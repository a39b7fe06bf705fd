import type { NumberFacts } from '../../numbers';

const numberId = (last: string) => `15000000000000000${last.padStart(2, '0')}`;

export const numbers: NumberFacts = {
	trunks: '/ip_connections',
	trunkId: 'data.id',
	free: '+12025550141',
	onApplication: '+12025550144',
	applicationId: '1400000000000000001',
	byIds: { free: numberId('1'), other: numberId('2') },
	row: { number: 'phone_number', routes: ['connection_id', 'connection_name'] },
	unknown: ['+12025559999', numberId('99')],
	trunkOf: ({ sandbox }, number) =>
		sandbox
			.state('telnyx')
			.numbers.all()
			.find(({ phone_number: one }) => one === number)?.connection_id,
	trunk: (connection_name) => ({ connection_name }),
	changesToMove: ['PATCH'],
	assignment: /^PATCH \/v2\/phone_numbers\/\d+$/,
};
