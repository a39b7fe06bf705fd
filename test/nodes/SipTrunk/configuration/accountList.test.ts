import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../../../../nodes/SipTrunk/contract/request';
import { Account, ItemWork } from '../../../../nodes/SipTrunk/configuration/account';
import { AccountList } from '../../../../nodes/SipTrunk/configuration/accountList';
import type { ConfigurationPort } from '../../../../nodes/SipTrunk/configuration/port';

/** Lists of the account, which are read once per run and follow what the run does. */

const port = { idOf: ({ id }: IDataObject) => String(id) } as unknown as ConfigurationPort;

function arranged(...rows: IDataObject[]) {
	const stored = [...rows];
	let reads = 0;
	const client = { fresh: () => client } as unknown as ProviderClient;
	const work = new ItemWork(client, new Account(port, false));
	const list = new AccountList(
		'things',
		({ id }) => id,
		async function* () {
			reads += 1;
			const now = stored.map((row) => ({ ...row }));
			await Promise.resolve();
			yield* now;
		},
	);
	return { work, list, stored, reads: () => reads };
}

it('is read once', async () => {
	const { work, list, reads } = arranged({ id: 1 });
	await Promise.all([list.rows(work), list.rows(work)]);
	expect(await list.rows(work)).toEqual([{ id: 1 }]);
	expect(reads()).toBe(1);
});

it('shows what a step has made, changed and removed', async () => {
	const { work, list, reads } = arranged({ id: 1 }, { id: 2 });
	await list.rows(work);
	await list.put(work, { id: 3 });
	await list.put(work, { id: 2, name: 'Renamed' });
	await list.drop(work, { id: 1 });
	expect(await list.rows(work)).toEqual([{ id: 2, name: 'Renamed' }, { id: 3 }]);
	expect(reads()).toBe(1);
});

it('is not read because of a step, and holds nothing twice that it is read with later', async () => {
	const { work, list, stored, reads } = arranged();
	stored.push({ id: 1 });
	await list.put(work, { id: 1 });
	expect(reads()).toBe(0);
	expect(await list.rows(work)).toEqual([{ id: 1 }]);
});

it('holds nothing twice that is made while it is on its way', async () => {
	const { work, list, stored } = arranged({ id: 1 });
	stored.push({ id: 2 });
	const reading = list.rows(work);
	await list.put(work, { id: 2 });
	expect(await reading).toEqual([{ id: 1 }, { id: 2 }]);
});

it('is read anew where another run may have changed it, whoever holds it', async () => {
	const { work, list, stored, reads } = arranged({ id: 1 });
	const before = await list.rows(work);
	stored.push({ id: 2 });
	await list.readAgain(work);
	expect(await list.rows(work)).toEqual([{ id: 1 }, { id: 2 }]);
	expect(before).toBe(await list.rows(work));
	expect(reads()).toBe(2);
});

it('is read once where it is read anew at first', async () => {
	const { work, list, reads } = arranged({ id: 1 });
	await list.readAgain(work);
	expect(await list.rows(work)).toEqual([{ id: 1 }]);
	expect(reads()).toBe(1);
});
