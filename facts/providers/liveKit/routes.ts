import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../api';

export const path = '/twirp/livekit.SIP';

/** Makes a trunk as the customers of LiveKit do. */
export const make = async (api: Api, kind: 'Inbound' | 'Outbound', trunk: IDataObject) =>
	await api.post(`${path}/CreateSIP${kind}Trunk`, { trunk });

export const makeRule = async (api: Api, rule: IDataObject) =>
	await api.post(`${path}/CreateSIPDispatchRule`, { dispatch_rule: rule });
