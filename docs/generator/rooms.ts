import { around, layers } from '../../.ci/rooms.cjs';

/** The picture of the rooms, for those who look for their way in the code. */

const COLUMN = 22;

const line = (indent: string, name: string, holds: string) =>
	`${indent}${name.padEnd(COLUMN - indent.length)}${holds}`;

const nameOf = (room: string) => (room === 'providers' ? 'providers/<name>/' : `${room}/`);

const list = (names: string[]) =>
	names.length < 2
		? names.join()
		: `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

const folder = (name: string) => `\`${name}/\``;

export function rooms(): string {
	return [
		'```',
		'nodes/SipTrunk/',
		line('  ', 'SipTrunk.node.ts', 'the front door: the description, and execute() of one line'),
		...layers.map(({ room, holds }) => line('  ', nameOf(room), holds)),
		...around.map(({ room, holds }) => line('', nameOf(room), holds)),
		'```',
		'',
		'A room of `nodes/SipTrunk/` may know those below it in the picture, and none above it. The node knows nothing outside of',
		'`nodes/`, but for `n8n-workflow` and `node:crypto`. Around it:',
		'',
		...around.map(({ room, knows, butFor }) => {
			const known = knows.length === 0 ? 'no other room' : list(knows.map(folder));
			return `- ${folder(room)} knows ${known}${butFor ? `, but for ${butFor.what}` : ''}.`;
		}),
	].join('\n');
}
