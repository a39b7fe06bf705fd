import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../contract/request';
import { fieldsSentAs } from '../fields/factories';
import type { NumberRoute } from '../operations/numberRoute';
import { e164 } from '../validation/phoneNumber';
import type { RoutedNumber } from './port';
import { allOf } from './tables';

/** The numbers of an account, as the ports of all providers have them. */

const field = fieldsSentAs().textField('Phone Number', {
	description: 'A number of the account',
	check: e164,
});

interface Numbers {
	/** All rows of the account. */
	list(client: ProviderClient): AsyncIterable<IDataObject>;
	/** The row's key of the number in E.164 form, or how it is read. */
	key: string | ((row: IDataObject) => string | undefined);
	routeOf(row: IDataObject): NumberRoute;
}

/** What a provider's `NumbersPort` begins with: `field`, `all`, and `routed`, which reads a row. */
export function accountNumbers({ list, key, routeOf }: Numbers) {
	const routed = (row: IDataObject): RoutedNumber => ({
		phoneNumber: String(typeof key === 'string' ? row[key] : key(row)),
		route: routeOf(row),
		row,
	});
	const all = async (client: ProviderClient) => (await allOf(list(client))).map(routed);
	return { field, routed, all };
}
