import { encryptionWithoutTls, tlsPort, tlsWithoutEncryption } from './encryption';
import type { CheckRules, FindingKind } from './finding';
import { noNumber, numberNotInService } from './numbers';
import {
	duplicateOriginationUri,
	noFallback,
	noOriginationUri,
	notASipUri,
	numberWithoutTarget,
	originationUrisDisabled,
	unreachableTarget,
} from './origination';
import {
	platformEncryption,
	platformPort,
	platformTransport,
	platformUser,
	retiredPlatformHost,
	unknownPlatformHost,
} from './platform';
import { noSignIn, noSipDomain, unreachableSource, wideAddress } from './signIn';
import {
	entryDisabled,
	halfMade,
	harmfulRemoval,
	hostWithScheme,
	inactive,
	notTold,
	nothingOnIt,
	oneDirection,
	zeroLimit,
} from './trunk';

/** What can be wrong with a trunk at any provider, in the order in which a person would look. */
export const FINDING_KINDS: readonly FindingKind[] = [
	inactive,
	nothingOnIt,
	halfMade,
	noSipDomain,
	noSignIn,
	entryDisabled,
	unreachableSource,
	wideAddress,
	noNumber,
	numberNotInService,
	numberWithoutTarget,
	noOriginationUri,
	originationUrisDisabled,
	notASipUri,
	unreachableTarget,
	duplicateOriginationUri,
	encryptionWithoutTls,
	tlsWithoutEncryption,
	tlsPort,
	retiredPlatformHost,
	unknownPlatformHost,
	platformTransport,
	platformPort,
	platformEncryption,
	platformUser,
	hostWithScheme,
	zeroLimit,
	notTold,
	noFallback,
	oneDirection,
	harmfulRemoval,
];

/** What can be wrong at one provider, its own kinds first. */
export const kindsAt = (rules: CheckRules): FindingKind[] => [
	...rules.findings,
	...FINDING_KINDS.filter(({ needs }) => needs.every((part) => rules.has.includes(part))),
];
