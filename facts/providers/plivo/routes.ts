import { account } from '../../../sandbox/providers/plivo/state';

/** Where the collections of an account are. */
export const zentrunk = `${account}/Zentrunk`;
export { account };
