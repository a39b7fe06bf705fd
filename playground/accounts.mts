import type { Sandbox } from '../sandbox/index.js';
import { twilioAccount } from '../sandbox/providers/twilio/account.js';
import { providerNames } from '../sandbox/index.js';

/** What the simulated accounts of the playground hold before anybody has done anything. */

const trunks = ['Head office', 'Warehouse', 'Support line'];

/** Beside the numbers that the sandbox has by itself, of which four lead nowhere, these make twenty. */
const furtherNumbers = 16;

/** So that lists are not empty, and that one can set up a number of customers before numbers run out. */
export function furnish(sandbox: Sandbox): void {
	for (const provider of providerNames) sandbox.seedTrunks(provider, trunks);
	const numbers = Array.from({ length: furtherNumbers }, (_, index) => index);
	// The fictional range of the North American plan ends at 0199.
	addTwilioNumbers(
		sandbox,
		numbers.map((index) => `+1555555${String(106 + index).padStart(4, '0')}`),
	);
	addVobizNumbers(
		sandbox,
		numbers.map((index) => `+910055500${130 + index}`),
	);
}

/** Adds numbers that lead nowhere yet. */
export function addTwilioNumbers(sandbox: Sandbox, phoneNumbers: string[]): void {
	const numbers = sandbox.state('twilio').accounts[twilioAccount.accountSid].incomingPhoneNumbers;
	const [model] = numbers;
	for (const phoneNumber of phoneNumbers) {
		const sid = `PN${phoneNumber.slice(1).padStart(32, '0')}`;
		const settings = { ...model.settings, friendly_name: phoneNumber };
		numbers.add({ ...model, sid, phoneNumber, settings });
	}
}

/** Adds numbers that lead nowhere yet. */
function addVobizNumbers(sandbox: Sandbox, phoneNumbers: string[]): void {
	const { numbers } = sandbox.state('vobiz');
	const [model] = numbers.all();
	for (const e164 of phoneNumbers) {
		const id = `${model.id.slice(0, 24)}${e164.slice(-12).padStart(12, '0')}`;
		numbers.add({ ...model, id, e164 });
	}
}
