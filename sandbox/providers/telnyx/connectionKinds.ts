import { violationsOf, type Violation } from '../../validation';
import {
	credentialSettings,
	fqdnExtras,
	fqdnSettings,
	ipSettings,
	texmlVersion,
} from './connectionSettings';
import { schemaOf, type Settings, type Values } from './settings';
import type { ConnectionType } from './state';

/** What one of the three kinds of connections takes; the kind is fixed at creation. */
export interface ConnectionKind {
	/** Its collection below the base URL. */
	path: string;
	type: ConnectionType;
	settings: Settings;
	/** In answers beside the settings. */
	extras: Values;
	/** Which targets it has, if any: `ip` or `fqdn`. */
	target?: 'ip' | 'fqdn';
	violationsOnCreate(body: unknown): Violation[];
	violationsOnUpdate(body: unknown): Violation[];
}

function kind(
	path: string,
	settings: Settings,
	required: string[],
	more: Pick<ConnectionKind, 'target' | 'extras'>,
	settingsOnCreate = settings,
): ConnectionKind {
	return {
		path,
		type: path.replace(/s$/, '') as ConnectionType,
		settings,
		...more,
		violationsOnCreate: violationsOf(schemaOf(settingsOnCreate, 'create', required)),
		violationsOnUpdate: violationsOf(schemaOf(settings, 'update')),
	};
}

export const connectionKinds: readonly ConnectionKind[] = [
	kind(
		'credential_connections',
		credentialSettings,
		['connection_name', 'user_name', 'password'],
		{ extras: {} },
		{ ...credentialSettings, webhook_api_version: texmlVersion },
	),
	kind('ip_connections', ipSettings, [], { extras: {}, target: 'ip' }),
	kind('fqdn_connections', fqdnSettings, ['connection_name'], {
		extras: fqdnExtras,
		target: 'fqdn',
	}),
];
