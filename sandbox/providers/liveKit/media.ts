import type { Media } from './state';

const longestTimeoutSeconds = 600;
const disabled = 'SIP_MEDIA_ENCRYPT_DISABLE';

function faultOfCodec({ name = '', rate = 0 }: { name?: string; rate?: number }) {
	if (name === '') return 'missing codec name';
	if (/\s/.test(name)) return 'invalid codec name';
	if (name.includes('/')) return "codec name must not contain '/'";
	return rate === 0 ? 'invalid codec sample rate' : undefined;
}

function faultOfTimeout(seconds: number): string | undefined {
	if (seconds < 0) return 'media_timeout must not be negative';
	return seconds > longestTimeoutSeconds ? 'media_timeout must not exceed 10m0s' : undefined;
}

export function faultOfMedia(media: Media | undefined): string | undefined {
	const codec = media?.codecs?.map(faultOfCodec).find((fault) => fault !== undefined);
	return codec ?? faultOfTimeout(Number.parseFloat(media?.media_timeout ?? '0'));
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
