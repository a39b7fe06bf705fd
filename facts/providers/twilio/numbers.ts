import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import type { NumberFacts } from '../../numbers';
import { numberSid } from './routes';

export const numbers: NumberFacts = {
	trunks: '/v1/Trunks',
	trunkId: 'sid',
	free: '+15555550101',
	onApplication: numberSid('0102'),
	applicationId: `AP${'0c'.repeat(16)}`,
	byIds: { free: numberSid('0101'), other: numberSid('0103') },
	row: { number: 'phone_number', routes: ['trunk_sid', 'voice_application_sid', 'voice_url'] },
	unknown: ['+15555559999', numberSid('9999')],
	trunkOf: ({ sandbox }, number) => {
		const account = sandbox.state('twilio').accounts[twilioAccount.accountSid];
		return [...account.incomingPhoneNumbers].find(({ phoneNumber }) => phoneNumber === number)
			?.trunkSid;
	},
	trunk: (FriendlyName) => ({ FriendlyName }),
	changesToMove: ['POST'],
	assignment: /^POST \/v1\/Trunks\/TK\w{32}\/PhoneNumbers$/,
};
