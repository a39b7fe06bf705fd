import fc from 'fast-check';
import { InputError, type Check } from '../../../../nodes/SipTrunk/validation/inputError';
import { id, text } from '../../../../nodes/SipTrunk/validation/text';
import { listOf, oneOf } from '../../../../nodes/SipTrunk/validation/choices';
import { boolean, integer } from '../../../../nodes/SipTrunk/validation/numbers';
import { e164 } from '../../../../nodes/SipTrunk/validation/phoneNumber';
import { addressBlock, singleAddress, webUrl } from '../../../../nodes/SipTrunk/validation/network';
import { sipHost, sipUri } from '../../../../nodes/SipTrunk/validation/sip';
import { LABEL, oddities, anything } from './support';

const EMPTY = [undefined, null, ''];

const checks: Array<[name: string, check: Check]> = [
	['text', text()],
	['text with rules', text({ min: 2, max: 5, pattern: /^[a-z]+$/, mustBe: 'be lower case' })],
	['password', text({ min: 8, keepSpaces: true, secret: true })],
	['integer', integer()],
	['integer with range', integer({ min: 1, max: 10 })],
	['boolean', boolean],
	['oneOf', oneOf(['udp', 'tcp', 5060, true])],
	['listOf', listOf(text({ max: 5 }), { max: 3 })],
	['id', id()],
	['id with pattern', id({ pattern: /^TK[0-9a-f]{32}$/ })],
	['e164', e164],
	['sipUri', sipUri()],
	['sipUri with sips and bare hosts', sipUri({ schemes: ['sip', 'sips'], bareHost: true })],
	['sipHost', sipHost()],
	['webUrl', webUrl()],
	['webUrl with https only', webUrl({ httpsOnly: true })],
	['addressBlock', addressBlock()],
	['singleAddress', singleAddress],
	['addressBlock with IPv6', addressBlock({ ipv6: true })],
];

describe.each(checks)('%s', (_, check) => {
	it.each(EMPTY)('takes %p for not set', (value) => {
		expect(check(value, LABEL)).toBeUndefined();
	});

	it('answers anything with a value or an InputError', () => {
		fc.assert(
			fc.property(anything, (value) => {
				try {
					check(value, LABEL);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					expect((error as InputError).message).toMatch(/^'Field.*' .+/s);
				}
			}),
			{ examples: oddities.map((oddity) => [oddity]) },
		);
	});

	it('lets no control character and no half character through', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				let result: unknown;
				try {
					result = check(value, LABEL);
				} catch {
					return;
				}
				expect(JSON.stringify(result ?? '')).not.toMatch(
					/\\u|\\[nrtbf]|[\u007f-\u009f\u2028\u2029]/,
				);
			}),
		);
	});

	it('gives what it has given before, if that is entered again', () => {
		fc.assert(
			fc.property(anything, (value) => {
				let result: unknown;
				try {
					result = check(value, LABEL);
				} catch {
					return;
				}
				const again =
					result !== null && typeof result === 'object' && 'cidr' in result ? result.cidr : result;
				expect(check(again, LABEL)).toEqual(result);
			}),
		);
	});
});
