import fc from 'fast-check';

/** Addresses, right and wrong, and another judge of them. */

/** What WHATWG's address parser says, which shares no code with the checks. */
export const hostIn = (url: string): string | undefined => {
	try {
		return new URL(url).hostname;
	} catch {
		return undefined;
	}
};

const hex = fc.stringMatching(/^[0-9a-fA-F]{1,4}$/);
export const ipv4 = fc
	.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
	.map((parts) => parts.join('.'));
export const almostIpv4 = fc.array(
	fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '01', 'a')),
	{
		minLength: 3,
		maxLength: 5,
	},
);
export const ipv6 = fc.ipV6();
/** Addresses with parts left out, doubled or exchanged. */
export const almostIpv6 = fc
	.array(fc.oneof(hex, ipv4, fc.constantFrom('', '', '::', 'g', '12345')), { maxLength: 10 })
	.map((parts) => parts.join(':'));
