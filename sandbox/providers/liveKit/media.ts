import type { Media } from './state';
import { invalidArgument } from './twirp';

const longestTimeoutSeconds = 600;
const disabled = 'SIP_MEDIA_ENCRYPT_DISABLE';

function faultOfCodec({ name = '', rate = 0 }: { name?: string; rate?: number }) {
	if (name === '') return 'missing codec name';
	if (/\s/.test(name)) return 'invalid codec name';
	if (name.includes('/')) return "codec name must not contain '/'";
	return rate === 0 ? 'invalid codec sample rate' : undefined;
}

/** @throws {TwirpError} */
export function checkMedia(media: Media | undefined): void {
	const fault = media?.codecs?.map(faultOfCodec).find((found) => found !== undefined);
	if (fault !== undefined) throw invalidArgument(fault);
	const timeout = Number.parseFloat(media?.media_timeout ?? '0');
	if (timeout < 0) throw invalidArgument('media_timeout must not be negative');
	if (timeout > longestTimeoutSeconds) throw invalidArgument('media_timeout must not exceed 10m0s');
}

/**
 * The older field `media_encryption` and the newer `media.encryption`: one that is not the default
 * is taken over where the newer one is not set, and the older one then says what the newer one does.
 */
export function mirrorEncryption(row: { media?: Media; media_encryption?: unknown }): void {
	const { media_encryption: older } = row;
	if (typeof older === 'string' && older !== disabled && row.media?.encryption === undefined) {
		row.media = { ...row.media, encryption: older };
	}
	if (row.media !== undefined) row.media_encryption = row.media.encryption ?? disabled;
}
