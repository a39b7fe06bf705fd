import { choices, collection } from '../../fields/common';
import { path } from '../../http/address';
import type { Field, Resource } from '../../contract/provider';
import { requestBody } from '../../fields/values';
import { trunkId, update } from './api';
import { operation } from '../../contract/verbs';

/** Recording settings of a trunk: https://www.twilio.com/docs/sip-trunking/api/recording-resource */

const updateFields: Field[] = [
	trunkId,
	collection('updateFields', [
		{
			displayName: 'Mode',
			name: 'recordingMode',
			type: 'options',
			options: choices({
				'do-not-record': 'Do Not Record',
				'record-from-answer': 'Record From Answer',
				'record-from-answer-dual': 'Record From Answer, Two Channels',
				'record-from-ringing': 'Record From Ringing',
				'record-from-ringing-dual': 'Record From Ringing, Two Channels',
			}),
			default: 'do-not-record',
			description:
				'From when on calls are recorded. Two channels keep the two sides apart. Recording may need consent.',
			sentAs: 'Mode',
			shownAs: 'mode',
		},
		{
			displayName: 'Trim',
			name: 'recordingTrim',
			type: 'options',
			options: choices({ 'do-not-trim': 'Do Not Trim', 'trim-silence': 'Trim Silence' }),
			default: 'do-not-trim',
			description: 'Whether silence is cut from recordings',
			sentAs: 'Trim',
			shownAs: 'trim',
		},
	]),
];

const recordingPath = (trunk: unknown) => path`/v1/Trunks/${trunk as string}/Recording`;

export const recording: Resource = {
	value: 'recording',
	simplify: ({ trunkId: id, mode, trim }) => ({
		provider: 'twilio',
		trunkId: id ?? null,
		mode: mode ?? null,
		trim: trim ?? null,
	}),
	operations: [
		operation('recording', 'get', {
			description: 'Retrieve whether and how the calls of a trunk are recorded',
			fields: [trunkId],
			run: async (client, { trunkId: id }) => ({
				...(await client.send({ method: 'GET', path: recordingPath(id) })),
				trunkId: id as string,
			}),
		}),
		operation('recording', 'update', {
			description:
				'Change whether and how the calls of a trunk are recorded, from the next call on',
			fields: updateFields,
			run: async (client, values) => ({
				...(await update(
					client,
					{ path: recordingPath(values.trunkId) },
					requestBody(updateFields, values),
					{},
				)),
				trunkId: values.trunkId as string,
			}),
		}),
	],
};
