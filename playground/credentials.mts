import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../nodes/SipTrunk/providers/index.js';
import {
	sandboxCredentials,
	storedCredential,
	type CredentialTypeName,
} from '../sandbox/credentials.js';
import type { ProviderName } from '../sandbox/index.js';
import type { N8nRest } from './n8nRest.mjs';
import { platformKeys } from './platforms.mjs';
import { runN8nCommand, type N8nContext, type N8nPlace } from './n8nServer.mjs';

type CredentialName = CredentialTypeName | 'openAiApi';

type Named = Record<CredentialName, { id: string; name: string }>;

/** The credentials that example workflows refer to, by these ids and names. They open the sandbox only. */
export const credentialNames = {
	...Object.fromEntries(
		providers.map((provider) => [provider.credentialType, storedCredential(provider)]),
	),
	openAiApi: { id: 'sandboxModel000001', name: 'Scripted model (sandbox)' },
} as Named;

/** What opens the simulated platforms: their keys, as people keep them in n8n. */
const platformCredentials = [
	{
		id: 'sandboxRetell00001',
		name: 'Retell (sandbox)',
		type: 'httpHeaderAuth',
		data: { name: platformKeys.retell.header, value: platformKeys.retell.value },
	},
	{
		id: 'sandboxElevenLabs1',
		name: 'ElevenLabs (sandbox)',
		type: 'httpHeaderAuth',
		data: { name: platformKeys.elevenLabs.header, value: platformKeys.elevenLabs.value },
	},
	{
		id: 'sandboxLiveKitJwt1',
		name: 'LiveKit API secret (sandbox)',
		type: 'jwtAuth',
		data: { keyType: 'passphrase', secret: platformKeys.liveKit.secret, algorithm: 'HS256' },
	},
];

/** Where the credentials lead. */
export interface CredentialAddresses {
	providers: Record<ProviderName, string>;
	/** The scripted model; without it there is no credential for one. */
	model?: string;
}

/** Creates the credentials in a running n8n, or points those that exist to today's sandbox. */
export async function importCredentials(
	rest: N8nRest,
	place: N8nPlace,
	{ providers, model }: CredentialAddresses,
	context: N8nContext,
): Promise<void> {
	const data: Partial<Record<CredentialName, object>> = {
		...sandboxCredentials(providers),
		...(model && { openAiApi: { apiKey: 'sandbox only', url: model, header: false } }),
	};
	const wanted = [
		...(Object.keys(data) as CredentialName[]).map((type) => ({
			...credentialNames[type],
			type,
			data: data[type],
		})),
		...platformCredentials,
	];
	const present = new Set(
		(await rest.get<Array<{ id: string }>>('/credentials')).map(({ id }) => id),
	);
	for (const credential of wanted.filter(({ id }) => present.has(id))) {
		await rest.patch(`/credentials/${credential.id}`, credential);
	}
	const missing = wanted.filter(({ id }) => !present.has(id));
	if (missing.length > 0) await createWithIds(missing, place, context);
}

/** Over REST n8n gives credentials ids of its own; its command keeps the given ones, which the examples refer to. */
async function createWithIds(credentials: object[], place: N8nPlace, context: N8nContext) {
	const file = join(place.userFolder, 'credentials.json');
	writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
	try {
		await runN8nCommand(place, ['import:credentials', `--input=${file}`], context);
	} finally {
		rmSync(file, { force: true });
	}
}
