import { invalid, number, otherNumber, refusal, useLiveKit } from './support';

const { call, inbound, outbound } = useLiveKit();

describe('updates', () => {
	test.each([
		[{ update: { name: 'x' } }, 'trunk id must be set'],
		[{ sip_trunk_id: 'ST_x' }, 'missing or unsupported update action'],
		[
			{ sip_trunk_id: 'ST_x', replace: { sip_trunk_id: 'ST_y', numbers: [number] } },
			'trunk id in the info must be empty or match the id in the update',
		],
		[
			{ sip_trunk_id: 'ST_x', update: { numbers: { set: [] } } },
			'unsupported list update operation',
		],
		[
			{ sip_trunk_id: 'ST_x', update: { numbers: { clear: true, add: [number] } } },
			'cannot clear and change the list at the same time',
		],
		[
			{ sip_trunk_id: 'ST_x', update: { numbers: { set: [number], add: [number] } } },
			'cannot set and change the list at the same time',
		],
		[{ sip_trunk_id: 'ST_x', update: { numbers: { add: [''] } } }, 'empty element in the list'],
	])('%j is refused', async (body, message) => {
		expect(await call('UpdateSIPInboundTrunk', body)).toEqual(invalid(message));
	});

	test('lists are set, added to, taken from and cleared; adding twice does not double', async () => {
		const { sip_trunk_id } = await inbound({ numbers: [number], auth_username: 'carrier' });
		const numbersAfter = async (numbers: object) =>
			(await call('UpdateSIPInboundTrunk', { sip_trunk_id, update: { numbers } })).data.numbers;

		expect(await numbersAfter({ add: [otherNumber, number] })).toEqual([number, otherNumber]);
		expect(await numbersAfter({ add: ['+1555'], remove: [number] })).toEqual([
			otherNumber,
			'+1555',
		]);
		expect(await numbersAfter({ set: [number] })).toEqual([number]);
		expect(await numbersAfter({ clear: true })).toEqual([]);
	});

	test('an empty text is set, media is replaced as a whole', async () => {
		const { sip_trunk_id } = await inbound({
			numbers: [number],
			name: 'x',
			media: { only_listed_codecs: true, media_timeout: '30s' },
		});
		const update = { name: '', media: { media_timeout: '60s' } };
		const { data } = await call('UpdateSIPInboundTrunk', { sip_trunk_id, update });
		expect(data).toMatchObject({
			name: '',
			media: { only_listed_codecs: false, media_timeout: '60s' },
		});
	});

	test('a trunk that would become invalid is 500, or 400 for the rule about security', async () => {
		const out = await outbound({ address: 'sip.example.com', numbers: [number] });
		const update = { numbers: { clear: true } };
		expect(
			await call('UpdateSIPOutboundTrunk', { sip_trunk_id: out.sip_trunk_id, update }),
		).toMatchObject({ status: 500, data: refusal('unknown', 'no trunk numbers specified') });

		const { sip_trunk_id } = await inbound({ numbers: [number] });
		expect(await call('UpdateSIPInboundTrunk', { sip_trunk_id, update })).toEqual(
			invalid(expect.stringMatching(/^for security/)),
		);
		// Nothing is stored.
		expect((await call('ListSIPInboundTrunk')).data.items[0].numbers).toEqual([number]);
	});

	test('the older field for encryption is taken over by updates alone', async () => {
		const media_encryption = 'SIP_MEDIA_ENCRYPT_REQUIRE';
		const { sip_trunk_id, media } = await inbound({ numbers: [number], media_encryption });
		const { data } = await call('UpdateSIPInboundTrunk', {
			sip_trunk_id,
			update: { media_encryption: 'SIP_MEDIA_ENCRYPT_ALLOW' },
		});
		const again = await call('UpdateSIPInboundTrunk', {
			sip_trunk_id,
			update: { media_encryption },
		});

		expect(media).toBeNull();
		expect(data.media.encryption).toBe('SIP_MEDIA_ENCRYPT_ALLOW');
		// What `media` says wins from now on.
		expect(again.data.media_encryption).toBe('SIP_MEDIA_ENCRYPT_ALLOW');
	});

	test.each(['GetSIPInboundTrunk', 'GetSIPOutboundTrunk'])('%s of an unknown one', async (name) => {
		expect(await call(name, { sip_trunk_id: 'ST_x' })).toMatchObject({
			status: 404,
			data: refusal('not_found', 'requested sip trunk does not exist'),
		});
		expect(await call(name, {})).toEqual(invalid('trunk ID is required'));
	});
});
