import type { Field } from '../../../../nodes/SipTrunk/contract/provider';
import { twilio } from '../../../../nodes/SipTrunk/providers/twilio';
import { perform } from '../../../../nodes/SipTrunk/run/runOperation';
import { Redactor } from '../../../../nodes/SipTrunk/http/redaction';
import { fakeClient } from '../../../support/fakeClient';
import { operationOf, resourceOf, valuesOf } from '../../../support/operations';

const getAll = operationOf(twilio, 'trunk', 'getAll');
const filters = getAll.fields.find(({ name }) => name === 'filters') as Field;
const status = (filters.options as Field[]).find(({ name }) => name === 'status') as Field;

describe("Twilio's filter for the status, which Twilio does not report", () => {
	const found = async (wanted: string) => {
		const { rows } = await perform(
			fakeClient([{ trunks: [{ sid: 'TK1', friendly_name: 'Main' }], meta: {} }]),
			new Redactor(),
			{ provider: twilio, resource: resourceOf(twilio, 'trunk'), operation: getAll },
			valuesOf(getAll, { returnAll: true, filters: { status: wanted } }),
		);
		return rows;
	};

	it('finds the trunks as it is added to the form', async () => {
		expect(await found(String(status.default))).toHaveLength(1);
	});

	it('says that every trunk counts as unknown, as it does', async () => {
		expect(status.description).toContain('every trunk counts as Unknown');
		expect(await found('active')).toEqual([]);
		expect(await found('inactive')).toEqual([]);
	});
});

describe('Twilio trunks that are made', () => {
	it('take turns if they have the same name or the same domain name', () => {
		const { touches } = operationOf(twilio, 'trunk', 'create');
		expect(touches?.({ name: 'pbx' })).toEqual(['name pbx']);
		expect(touches?.({ name: 'pbx', domainName: 'acme.pstn.twilio.com' })).toEqual([
			'name pbx',
			'domainName acme.pstn.twilio.com',
		]);
	});
});
