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

	it.each<[what: string, value: string, says: string]>([
		['a zero-width space', 'abc\u200bdef', 'an invisible character (U+200B) after 3 characters'],
		['one at the end', 'abc\u200b', 'an invisible character (U+200B) after 3 characters'],
		['one at the beginning', '\u200babc', 'an invisible character (U+200B) after 0 characters'],
		['a zero-width joiner', 'a\u200dbc', 'an invisible character (U+200D) after 1 character.'],
		[
			'a byte order mark inside',
			'ab\ufeffcd',
			'an invisible character (U+FEFF) after 2 characters',
		],
		['a soft hyphen', 'ab\u00adcd', 'an invisible character (U+00AD) after 2 characters'],
		['a variation selector', 'ab\ufe0fcd', 'an invisible character (U+FE0F) after 2 characters'],
		['a mark of direction', 'ab\u202ecd', 'an invisible character (U+202E) after 2 characters'],
		['a no-break space', 'ab\u00a0cd', 'an invisible character (U+00A0) after 2 characters'],
		['a line break', 'ab\ncd', 'an invisible character (U+000A) after 2 characters'],
		['a null', 'ab\u0000cd', 'an invisible character (U+0000) after 2 characters'],
		['a tag', 'ab\u{e0041}cd', 'an invisible character (U+E0041) after 2 characters'],
		['half a character', 'ab\ud83dcd', 'an invisible character (U+D83D) after 2 characters'],
		['a space', 'ab cd', 'a space after 2 characters'],
		['a dash of a word processor', 'ab–cd', 'a character that does not belong there (U+2013)'],
		['an umlaut', '📞bä', 'a character that does not belong there (U+1F4DE) after 0 characters'],
		['a letter of another alphabet', 'аbc', 'a character that does not belong there (U+0430)'],
	])('refuses %s, and shows nothing of the key', (_, value, says) => {
		for (const [field, label] of [
			['apiKey', 'API Key'],
			['accountId', 'Account ID'],
		]) {
			expect(checked({ [field]: value })).toThrow(InputError);
			expect(checked({ [field]: value })).toThrow(`'${label}' in the credential holds ${says}`);
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
