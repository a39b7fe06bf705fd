import type { IDataObject } from 'n8n-workflow';

/** Settings that only some types of trunks have; the trunks of a furnished account are of the type FQDN. */
const NOT_FOR: Record<string, string[]> = {
	credential: ['authenticationToken', 'sipRegion', 'sipSubdomain', 'techPrefix', 'transport'],
};

/** Each goes only with a value of another field. */
const NEVER = ['authenticationMethod', 'password', 'username'];

/** Optional fields that cannot be set beside whatever else is set. */
export function leftOut(place: string, { trunkType = 'fqdn' }: IDataObject): string[] {
	if (place.startsWith('originationUri')) return ['dnsRecordType', 'trunkId'];
	if (place.startsWith('ipAccessControlEntry')) return ['trunkId'];
	return place.startsWith('trunk ') ? [...NEVER, ...(NOT_FOR[String(trunkType)] ?? [])] : [];
}
