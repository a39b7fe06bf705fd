import type { ItemOfRun, Values } from '../contract/provider';
import { ItemWork, type Account } from './account';
import type { SectionName } from './configuration';
import type { Item } from './item';
import { wantedFromFields } from './parseForm';
import type { ConfigurationPort } from './port';
import type { ApplyOptions, Wanted } from './wanted';

/** What an item of a run asks for, from the checked values of its form. */

const rowsIn = (values: unknown): Values[] => (values as { row?: Values[] } | undefined)?.row ?? [];

function optionsFrom({ secrets = [] }: ConfigurationPort, values: Values): ApplyOptions {
	const entered = (values.configurationOptions ?? {}) as Values;
	const prefix = (entered.freeNumbersBeginWith as string | undefined) ?? '';
	// A beginning alone asks for one; none are as if nobody asked.
	const count = (entered.freeNumbers as number | undefined) ?? (prefix === '' ? 0 : 1);
	const own = rowsIn(entered.ownPasswords);
	return {
		removeUnnamed: (entered.removeUnnamed ?? []) as SectionName[],
		moveNumbers: entered.moveNumbers === true,
		setPasswordsAnew: entered.passwords === 'setAnew',
		ownPasswords: Object.fromEntries(
			own.map(({ username, password }) => [String(username), String(password)]),
		),
		ignoreNotSupported: entered.ignoreNotSupported === true,
		addUnreadable: entered.addUnreadable === true,
		...(count === 0 ? {} : { freeNumbers: { count, prefix } }),
		...(values.expectedDigest === undefined
			? {}
			: { expectedDigest: values.expectedDigest as string }),
		secrets: Object.fromEntries(
			secrets.flatMap(({ name }) => (entered[name] === undefined ? [] : [[name, entered[name]]])),
		) as Record<string, string>,
	};
}

function wantedFrom(port: ConfigurationPort, values: Values): Wanted {
	const wanted = (values.configuration as Wanted | undefined) ?? wantedFromFields(port, values);
	const { trunkId } = values;
	return trunkId === undefined ? wanted : { ...wanted, trunkId: String(trunkId) };
}

/** What an item asks for, or why that cannot be told. */
export type Asked = { values: Values; item: Item } | { error: unknown };

/** What an item asks for; values that contradict each other are the error of this item alone. */
export function askedBy(
	port: ConfigurationPort,
	account: Account,
	{ client, values }: ItemOfRun,
): Asked {
	try {
		return {
			values,
			item: {
				port,
				work: new ItemWork(client, account),
				wanted: wantedFrom(port, values),
				options: optionsFrom(port, values),
			},
		};
	} catch (error) {
		return { error };
	}
}
