import type { Entry, OwnSection } from '../../../../nodes/SipTrunk/configuration/configuration';
import { differencesOf } from '../../../../nodes/SipTrunk/configuration/differences';
import type { Differences, Situation } from '../../../../nodes/SipTrunk/configuration/item';
import type { Present, SectionRules } from '../../../../nodes/SipTrunk/configuration/port';
import { Acme, options, present, situationWith } from './acme';

/** The differences of one section's entries. */

interface Case {
	section?: OwnSection;
	/** Absent where the trunk is still to be made. */
	there?: Present[];
	wanted: Entry[];
	rules?: Partial<SectionRules>;
	more?: Partial<Situation>;
	removes?: boolean;
}

function found({
	section = 'originationUris',
	there,
	wanted,
	rules,
	more,
	removes,
}: Case): Differences {
	const acme = new Acme();
	const port = acme.port.sections[section];
	if (port === undefined) throw new Error(section);
	Object.assign(port.rules, rules);
	return differencesOf(
		situationWith(acme, {
			...(there === undefined ? {} : { entries: { [section]: there } }),
			sections: { [section]: wanted },
			options: { ...options, removeUnnamed: removes ? [section] : [] },
			...more,
		}),
	);
}

const told = ({ changes }: Differences) => changes.map(({ action, name }) => `${action} ${name}`);

const A = { uri: 'sip:a', name: 'A', priority: 1 };
const B = { uri: 'sip:b', name: 'B', priority: 2 };

describe('entries that are named', () => {
	it('are added where they are not there, as they are wanted', () => {
		const { changes } = found({ there: [present(A)], wanted: [A, B] });
		expect(changes).toEqual([{ action: 'add', about: 'originationUris', name: 'sip:b', entry: B }]);
	});

	it('are changed in the keys that differ, and keep those that are not named', () => {
		const there = [present(A)];
		const { changes } = found({ there, wanted: [{ uri: 'sip:a', priority: 5 }] });
		expect(changes).toMatchObject([
			{ action: 'change', name: 'sip:a', before: A, changes: { priority: 5 } },
		]);
		expect(found({ there, wanted: [{ uri: 'sip:a' }] }).changes).toEqual([]);
	});

	it('are refused in keys that cannot be changed', () => {
		const keys = { uri: {}, priority: { field: undefined } };
		const { changes, notSupported } = found({
			there: [present(A)],
			wanted: [{ uri: 'sip:a', priority: 5 }],
			rules: { keys },
		});
		expect(changes).toEqual([]);
		expect(notSupported).toMatchObject([
			{ name: 'sip:a', wanted: { priority: 5 }, present: { priority: 1 } },
		]);
	});

	it('are left without what the provider does not have, which is told', () => {
		const keys = { uri: { field: options as never }, enabled: { fixed: true } };
		const { changes, notSupported } = found({
			there: [],
			wanted: [{ uri: 'sip:a', enabled: false, weight: 3 }],
			rules: { keys },
		});
		expect(changes).toMatchObject([{ action: 'add', entry: { uri: 'sip:a' } }]);
		expect(notSupported.map(({ reason }) => reason)).toEqual([
			'At Acme it is always true.',
			'Acme has no weight here.',
		]);
		expect(
			found({ there: [], wanted: [{ uri: 'sip:a', enabled: true }], rules: { keys } }).notSupported,
		).toEqual([]);
	});

	it('count as there in a list that others use as well, which is never changed', () => {
		const there = [present(A, { sharedIn: 'list "All"' })];
		expect(found({ there, wanted: [A], removes: true })).toMatchObject({
			changes: [],
			shared: [{ section: 'originationUris', name: 'sip:a', sharedIn: 'list "All"' }],
		});
		const other = found({ there, wanted: [{ ...A, priority: 9 }], removes: true });
		expect(other.changes).toEqual([]);
		expect(other.notSupported).toMatchObject([
			{ reason: 'It is in list "All", which other trunks may use.' },
		]);
		expect(found({ there, wanted: [], removes: true }).changes).toEqual([]);
	});

	it('are not added where others hold them', () => {
		const conflict = {
			what: 'originationUri',
			name: 'sip:b',
			wanted: B,
			present: null,
			reason: 'It is elsewhere.',
		};
		const { changes, notSupported } = found({
			there: [],
			wanted: [A, B],
			more: { conflicts: [conflict] },
		});
		expect(changes.map(({ name }) => name)).toEqual(['sip:a']);
		expect(notSupported).toEqual([conflict]);
	});
});

describe('entries that are not named', () => {
	it('stay and are told, unless their removal is wanted', () => {
		const there = [present(A), present(B)];
		expect(found({ there, wanted: [A] })).toMatchObject({
			changes: [],
			unnamed: [{ section: 'originationUris', name: 'sip:b' }],
		});
		expect(found({ there, wanted: [A], removes: true }).changes).toMatchObject([
			{ action: 'remove', name: 'sip:b', before: B },
		]);
	});

	it('include second ones with the same key', () => {
		const there = [present(A), present(A)];
		expect(found({ there, wanted: [A] }).unnamed).toHaveLength(1);
		const { changes } = found({ there, wanted: [A], removes: true });
		expect(changes).toMatchObject([{ action: 'remove', name: 'sip:a' }]);
		expect(changes).toHaveLength(1);
		expect('present' in changes[0] && changes[0].present).toBe(there[1]);
	});

	it('include of copies those that a run removes which looks again: all but the oldest', () => {
		const at = (id: string, madeAt: string) => present(A, { row: { id }, madeAt });
		const [older, younger] = [at('2', '2026-01-01T00:00:00Z'), at('1', '2026-01-01T00:00:01Z')];
		const equal = at('0', '2026-01-01T00:00:00Z');
		const gone = (there: Present[]) =>
			found({ there, wanted: [A], removes: true }).changes.map(
				(one) => 'present' in one && one.present,
			);
		expect(gone([younger, older])).toEqual([younger]);
		expect(gone([older, equal])).toEqual([older]);
		expect(gone([equal, older])).toEqual([older]);
	});

	it('stay where the provider removes none, and are refused', () => {
		const { changes, notSupported } = found({
			there: [present(A)],
			wanted: [],
			rules: { remove: false },
			removes: true,
		});
		expect(changes).toEqual([]);
		expect(notSupported).toMatchObject([{ name: 'sip:a', reason: 'Acme cannot remove it.' }]);
	});

	it('can only be replaced where the provider needs one of them', () => {
		const rules = { remove: 'replace', most: 1 } as const;
		const there = [present(A)];
		expect(told(found({ there, wanted: [B], rules, removes: true }))).toEqual([
			'add sip:b',
			'remove sip:a',
		]);
		const emptied = found({ there, wanted: [], rules, removes: true });
		expect(emptied.changes).toEqual([]);
		expect(emptied.notSupported).toMatchObject([
			{ reason: 'At Acme it can only be replaced by another.' },
		]);
		const full = found({ there, wanted: [B], rules });
		expect(full.changes).toEqual([]);
		expect(full.notSupported[0].reason).toContain(
			'has at most 1 origination URI, and it has "sip:a"',
		);
	});

	it('say that more callers may get in where the last of them goes', () => {
		const there = [present({ username: 'a' }), present({ username: 'b' })];
		const section = 'sipCredentials';
		const none = found({ section, there, wanted: [], removes: true });
		expect(none.notes).toEqual([
			'No SIP credentials are left then, so that more callers may get in.',
		]);
		expect(found({ section, there, wanted: [{ username: 'a' }], removes: true }).notes).toEqual([]);
		const uris = found({ there: [present(A)], wanted: [], removes: true });
		expect(uris.notes).toEqual([]);
	});
});

describe('entries that are there for the trunk and have no effect', () => {
	const loose = (entry: Entry) => present(entry, { isLoose: true });

	it('are adopted where they are wanted, and removed where not', () => {
		const there = [loose(A), loose(B)];
		const { changes, unnamed } = found({ there, wanted: [A] });
		expect(changes).toMatchObject([
			{ action: 'add', name: 'sip:a', loose: there[0] },
			{ action: 'remove', name: 'sip:b', present: there[1] },
		]);
		expect(unnamed).toEqual([]);
	});

	it('are adopted once', () => {
		const there = [loose(A), loose(A)];
		expect(told(found({ there, wanted: [A] }))).toEqual(['add sip:a', 'remove sip:a']);
	});

	it('get a new password where that is wanted', () => {
		const there = [loose({ username: 'a' })];
		const anew = { ...options, setPasswordsAnew: true };
		const { changes } = found({
			section: 'sipCredentials',
			there,
			wanted: [{ username: 'a' }],
			more: { options: anew },
		});
		expect(changes.map(({ action }) => action)).toEqual(['add', 'setPassword']);
	});
});

describe('passwords', () => {
	const section = 'sipCredentials';
	const wanted = [{ username: 'a' }];
	const more = { options: { ...options, setPasswordsAnew: true } };

	it('of credentials that are there are set anew only where that is wanted', () => {
		const there = [present({ username: 'a' })];
		expect(found({ section, there, wanted }).changes).toEqual([]);
		expect(told(found({ section, there, wanted, more }))).toEqual(['setPassword a']);
	});

	it('in a list that others use as well are refused', () => {
		const there = [present({ username: 'a' }, { sharedIn: 'list "All"' })];
		const { changes, notSupported } = found({ section, there, wanted, more });
		expect(changes).toEqual([]);
		expect(notSupported).toMatchObject([{ name: 'a', wanted: 'new password' }]);
	});
});

describe('entries that cannot be read', () => {
	const rules = { read: false };

	it('are sent for a trunk that is still to be made', () => {
		expect(told(found({ wanted: [A], rules }))).toEqual(['create ', 'add sip:a']);
	});

	it('are sent for one that the run has made, once', () => {
		const there: Present[] = [];
		expect(told(found({ there, wanted: [A, B], rules, more: { isNew: true } }))).toEqual([
			'add sip:a',
			'add sip:b',
		]);
		const sent = new Set(['originationUris sip:a']);
		expect(told(found({ there, wanted: [A, B], rules, more: { isNew: true, sent } }))).toEqual([
			'add sip:b',
		]);
	});

	it('are sent for another only where that is wanted', () => {
		const there: Present[] = [];
		const { changes, notReadable, notes } = found({ there, wanted: [A], rules });
		expect(changes).toEqual([]);
		expect(notReadable).toEqual(['originationUris']);
		expect(notes.join(' ')).toContain("turn on 'Add Unreadable Entries'");
		const adding = { options: { ...options, addUnreadable: true } };
		expect(told(found({ there, wanted: [A], rules, more: adding }))).toEqual(['add sip:a']);
	});
});

describe('names that must differ', () => {
	const keys = {
		address: { field: options as never },
		name: { field: options as never, change: true, isDistinct: true as const },
	};
	const section = 'allowedAddresses';
	const at = (address: string, name: string) => ({ address, name });

	it('refuse the name of an entry that stays', () => {
		const { changes, notSupported } = found({
			section,
			there: [present(at('1', 'Office'))],
			wanted: [at('2', 'Office')],
			rules: { keys },
		});
		expect(changes).toEqual([]);
		expect(notSupported[0].reason).toBe('allowed address "1" of the trunk has the same name.');
	});

	it('may be those of entries that go or get another name', () => {
		const there = [present(at('1', 'Office')), present(at('2', 'Home'))];
		const swapped = [at('1', 'Home'), at('2', 'Office')];
		expect(found({ section, there, wanted: swapped, rules: { keys } }).notSupported).toEqual([]);
		expect(
			found({ section, there, wanted: [at('3', 'Office')], rules: { keys }, removes: true })
				.notSupported,
		).toEqual([]);
	});
});

describe('copies that the provider does not remove', () => {
	it('are told with their IDs, and nowhere else', () => {
		const rules = { remove: false } as const;
		const there = [present(A, { id: 'U1' }), present(A, { id: 'U2' }), present(B, { id: 'U3' })];
		const { notes, changes } = found({ there, wanted: [A, B], rules });
		expect(changes).toEqual([]);
		expect(notes).toEqual([
			'Acme holds origination URI sip:a twice (U1 and U2), and its API removes none of them: which one counts, nobody can tell. Remove all but one in the console of Acme.',
		]);
		expect(found({ there, wanted: [A, B] }).notes).toEqual([]);
	});
});

describe('passwords that are to be set anew', () => {
	const anew = (there: Present[] | undefined, canSet: boolean, section: OwnSection) => {
		const acme = new Acme();
		if (!canSet) delete acme.port.sections.sipCredentials?.setPassword;
		const entry = section === 'sipCredentials' ? { username: 'pbx' } : { address: '1.2.3.4/32' };
		return differencesOf(
			situationWith(acme, {
				...(there === undefined ? {} : { entries: { [section]: there } }),
				sections: { [section]: [entry] },
				options: { ...options, setPasswordsAnew: true },
			}),
		);
	};

	it('are refused where none can be changed, of a new user name as well', () => {
		const refused = [{ what: 'sipCredential', name: 'pbx' }];
		expect(anew([present({ username: 'pbx' })], false, 'sipCredentials')).toMatchObject({
			changes: [],
			notSupported: refused,
		});
		expect(anew([], false, 'sipCredentials').notSupported).toMatchObject(refused);
		expect(anew(undefined, false, 'sipCredentials').notSupported).toMatchObject(refused);
	});

	it('are set of what is there, and come with what is made', () => {
		const changes = (there?: Present[]) => told(anew(there, true, 'sipCredentials'));
		expect(changes([present({ username: 'pbx' })])).toEqual(['setPassword pbx']);
		expect(changes([])).toEqual(['add pbx']);
		const left = present({ username: 'pbx' }, { isLoose: true });
		expect(changes([left])).toEqual(['add pbx', 'setPassword pbx']);
	});

	it('say nothing of entries of other sections that a run has left', () => {
		const left = present({ address: '1.2.3.4/32' }, { isLoose: true });
		const { changes, notSupported } = anew([left], true, 'allowedAddresses');
		expect(changes).toMatchObject([{ action: 'add', name: '1.2.3.4/32' }]);
		expect(notSupported).toEqual([]);
	});
});
