import { apiBaseUrl } from '../../../../nodes/SipTrunk/http/address';
import { checkCredential, labelOf } from '../../../../nodes/SipTrunk/http/credential';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';

const rules = {
	addresses: ({ baseUrl }: { baseUrl?: unknown }) => ({
		default: apiBaseUrl(baseUrl, 'https://api.example.com'),
	}),
	secrets: ['apiKey'],
	identifiers: ['accountId'],
	accountId: ({ accountId }: { accountId?: unknown }) => {
		if (accountId === 'other') throw new InputError('Account ID', 'in the credential is another.');
		return String(accountId);
	},
};

const checked = (credentials: object) => () => checkCredential(rules, { ...credentials });

describe('checkCredential', () => {
	it.each<[what: string, credentials: object]>([
		[
			'letters, digits and signs',
			{ apiKey: "aZ09!#$%&'()*+,-./:;<=>?@[]^_`{|}~\\", accountId: 'a-1' },
		],
		['spaces around what was pasted', { apiKey: '\t abc \r\n', accountId: '\ufeffabc\u00a0' }],
		['nothing, which the provider refuses', { apiKey: '', accountId: undefined }],
		[
			'fields that no request carries',
			{ allowedDomains: 'a.example, b.example', note: 'ä \u200b' },
		],
	])('takes %s', (_, credentials) => {
		expect(checked(credentials)).not.toThrow();
	});

	const UNSEEN = 'a character that cannot be seen';
	const STRANGE = 'a character that does not belong there';

	it.each<[what: string, value: string, says: string]>([
		['a zero-width space', 'abc\u200bdef', `${UNSEEN}, U+200B, as character 4 of 7`],
		['one at the end', 'abc\u200b', `${UNSEEN}, U+200B, as character 4 of 4`],
		['one at the beginning', '\u200babc', `${UNSEEN}, U+200B, as character 1 of 4`],
		['a zero-width joiner', 'a\u200dbc', `${UNSEEN}, U+200D, as character 2 of 4`],
		['a byte order mark inside', 'ab\ufeffcd', `${UNSEEN}, U+FEFF, as character 3 of 5`],
		['a soft hyphen', 'ab\u00adcd', `${UNSEEN}, U+00AD, as character 3 of 5`],
		['a variation selector', 'ab\ufe0fcd', `${UNSEEN}, U+FE0F, as character 3 of 5`],
		['a mark of direction', 'ab\u202ecd', `${UNSEEN}, U+202E, as character 3 of 5`],
		['a tag', 'ab\u{e0041}cd', `${UNSEEN}, U+E0041, as character 3 of 5`],
		['a no-break space', 'ab\u00a0cd', 'a space that is not the usual one, U+00A0, as character 3'],
		['a space', 'ab cd', 'a space, U+0020, as character 3 of 5'],
		['a line break', 'ab\ncd', `${STRANGE}, U+000A, as character 3 of 5`],
		['a null', 'ab\u0000cd', `${STRANGE}, U+0000, as character 3 of 5`],
		['half a character', 'ab\ud83dcd', `${STRANGE}, U+D83D, as character 3 of 5`],
		['a dash of a word processor', 'ab–cd', `${STRANGE}, U+2013, as character 3 of 5`],
		['an umlaut behind a picture', '📞bä', `${STRANGE}, U+1F4DE, as character 1 of 3`],
		['a letter of another alphabet', 'аbc', `${STRANGE}, U+0430, as character 1 of 3`],
	])('refuses %s, and shows nothing of the key', (_, value, says) => {
		for (const [field, label] of [
			['apiKey', 'API Key'],
			['accountId', 'Account ID'],
		]) {
			expect(checked({ [field]: value })).toThrow(InputError);
			expect(checked({ [field]: value })).toThrow(`'${label}' in the credential contains ${says}`);
			expect(checked({ [field]: value })).not.toThrow(/abc|cd/);
		}
	});

	it("says what the provider's own checks say", () => {
		expect(checked({ accountId: 'other' })).toThrow("'Account ID' in the credential is another.");
		expect(checked({ baseUrl: 'ftp://x' })).toThrow("'API Base URL' in the credential must be");
	});
});

it('labels fields as the form does', () => {
	expect(
		['apiKey', 'authToken', 'apiKeySid', 'accountSid', 'authId', 'baseUrl'].map(labelOf),
	).toEqual(['API Key', 'Auth Token', 'API Key SID', 'Account SID', 'Auth ID', 'Base URL']);
});
