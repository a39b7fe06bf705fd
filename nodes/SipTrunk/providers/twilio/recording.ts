import { collection } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { readBack } from '../../http/lookup';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { choiceField, trunkId } from './fields';
import { sendForRow } from './requests';

/** Recording settings of a trunk: https://www.twilio.com/docs/sip-trunking/api/recording-resource */

const updateFields = [
	trunkId,
	collection('updateFields', [
		choiceField('Mode', {
			name: 'recordingMode',
			choices: {
				'do-not-record': 'Do Not Record',
				'record-from-answer': 'Record From Answer',
				'record-from-answer-dual': 'Record From Answer, Two Channels',
				'record-from-ringing': 'Record From Ringing',
				'record-from-ringing-dual': 'Record From Ringing, Two Channels',
			},
			default: 'do-not-record',
			description:
				'From when on calls are recorded. Two channels keep the two sides apart. Recording may need consent.',
			sentAs: 'Mode',
			shownAs: 'mode',
		}),
		choiceField('Trim', {
			name: 'recordingTrim',
			choices: { 'do-not-trim': 'Do Not Trim', 'trim-silence': 'Trim Silence' },
			default: 'do-not-trim',
			description: 'Whether silence is cut from recordings',
			sentAs: 'Trim',
			shownAs: 'trim',
		}),
	]),
] as const;

/** A trunk has one; its row does not name the trunk. */
const read = async (client: ProviderClient, { trunkId: trunk }: { trunkId: string }) => ({
	...(await sendForRow(client, { method: 'GET', path: recordingPath(trunk) })),
	trunkId: trunk,
});

const recordingPath = (trunk: string) => path`/v1/Trunks/${trunk}/Recording`;

async function updateRecording(client: ProviderClient, values: ValuesOf<typeof updateFields>) {
	const { trunkId: trunk } = values;
	const row = await sendForRow(client, {
		method: 'POST',
		path: recordingPath(trunk),
		body: requestBody(updateFields, values),
		repeatable: true,
	});
	return Object.keys(row).length > 0
		? { ...row, trunkId: trunk }
		: await readBack(client, async () => await read(client, values), { trunkId: trunk });
}

export const recording: Resource = {
	value: 'recording',
	idOf: ({ trunkId: trunk }) => trunk as string,
	idShownAs: 'trunkId',
	simplify: ({ mode, trim }) => ({ mode: mode ?? null, trim: trim ?? null }),
	operations: [
		operation('recording', 'get', {
			description: 'Retrieve whether and how the calls of a trunk are recorded',
			fields: [trunkId],
			run: read,
		}),
		operation('recording', 'update', {
			description:
				'Change whether and how the calls of a trunk are recorded, from the next call on',
			fields: updateFields,
			run: updateRecording,
		}),
	],
};
