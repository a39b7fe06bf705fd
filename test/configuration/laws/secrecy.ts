import type { Fault } from '../../../sandbox/index';
import { written } from './judgement';
import type { Law } from './law';
import { arrange, perform, type Place } from './place';
import type { Configuration } from './bearings';
import { entryOf } from './entries';
import { OWN_SECRET as OWN } from './options';
import { rulesOf } from './trial';

const usernamesIn = ({ sipCredentials = [] }: Configuration): string[] =>
	(sipCredentials as Array<{ username: string }>).map(({ username }) => username);

/** Always with users, as many as a trunk can have: it is about their passwords. */
function withUsers(place: Place, configuration: Configuration): Configuration {
	if (place.port.sections.sipCredentials === undefined) return configuration;
	const { most = 2 } = rulesOf(place, 'sipCredentials');
	const all = [0, 1].map((nth) => entryOf(place, 'sipCredentials', nth, 0));
	return { ...configuration, sipCredentials: all.slice(0, most) };
}

/** Secrets go in and do not come out, but for the password that the node has made, once. */
export const secrecy: Record<string, Law> = {
	'no secret in what is put out': {
		lacks: ({ sections, secrets = [] }) =>
			sections.sipCredentials === undefined && secrets.length === 0 ? 'secrets' : undefined,
		async try(place, trial, count) {
			arrange(place, trial);
			const configuration = withUsers(place, trial.first);
			const [own, ...generated] = usernamesIn(configuration);
			const secrets = (place.port.secrets ?? []).map(({ name }) => [name, OWN]);
			const options = {
				...trial.options,
				...Object.fromEntries(secrets),
				...(place.port.sections.sipCredentials && {
					ownPasswords: { row: own === undefined ? [] : [{ username: own, password: OWN }] },
				}),
			};
			const problems: string[] = [];
			const plan = await perform(place, 'plan', configuration, { options });
			const requests = Math.max(1, plan.requests.length * 2);
			const applied = await perform(place, 'apply', configuration, {
				options,
				faults:
					trial.at % 2 === 0
						? []
						: [{ ...trial.fault, after: trial.at % requests, times: 1 } as Fault],
			});
			const told = [plan, applied].map(({ row, told: error }) => written([row, error]));
			if (told.some((text) => text.includes(OWN))) problems.push('the own password was put out');
			if (
				applied.requests.some(
					({ body }) => body.includes(encodeURIComponent(OWN)) || body.includes(OWN),
				)
			) {
				count('an own one was sent');
			}
			const rows = (applied.row?.sipCredentials ?? []) as Array<Record<string, unknown>>;
			for (const { username, passwordKnown, password } of rows) {
				if (password === undefined) continue;
				count('a password was made');
				const isOwn = username === own;
				if (isOwn || passwordKnown !== true) problems.push(`${String(username)} has a password`);
				if (told[1].split(String(password)).length !== 2) problems.push('a password is told twice');
				if (!generated.includes(String(username)))
					problems.push(`${String(username)} was not asked for`);
			}
			return problems;
		},
	},
};
