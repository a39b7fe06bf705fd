import { vobizAccount } from '../../../sandbox/providers/vobiz/account';

export const path = `/Account/${vobizAccount.authId}`;
