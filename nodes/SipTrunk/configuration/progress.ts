import { RequestFailure } from '../http/errors';
import type { Configuration, SectionName } from './configuration';
import type { Change } from './changes';
import type { ConfigurationPort } from './port';
import { changesOf, nameOf, type Step } from './steps';

/** Thrown where a step finds what was not known when the steps were planned, so that they are planned anew. */
export class FoundAlready extends RequestFailure {
	constructor(what: string) {
		super(`${what}: another run seems to be at work on the same trunk.`, {
			cause: 'refused',
			status: 409,
			code: 'exists_already',
			advice: 'Wait until it has ended.',
		});
	}
}

/** Whether an error says, by one of these codes of the provider, that there is such a thing already. */
export const saysExists = (error: unknown, codes: readonly string[]): boolean =>
	error instanceof RequestFailure &&
	error.cause === 'refused' &&
	codes.includes(error.code ?? String(error.status));

/** However often two runs get in each other's way, the same step is planned anew so many times. */
const MOST_TRIES = 3;

/** What one Apply or Delete has done so far, over all its plans. */
export class Progress {
	/** The ID of the trunk that this run has certainly made. */
	madeTrunk?: string;

	/** What has been done, as steps are named. */
	readonly done: string[] = [];

	/** The changes that have been made. */
	readonly changes: Change[] = [];

	/** Entries that were sent and cannot be read back: section and key. */
	readonly sent = new Set<string>();

	/** The keys of the entries that this run has added since it last looked for copies, by section. */
	readonly added = new Map<SectionName, string[]>();

	/** Passwords that the node has made, by user name. */
	readonly passwords: Record<string, string> = {};

	/** User names whose password this run has set. */
	readonly passwordKnown = new Set<string>();

	/** What a person has to know of what was found after changes, each a sentence. */
	readonly notes: string[] = [];

	/** The trunk as it was before; null where there was none, undefined before it was looked for. */
	previous: Configuration | null | undefined;

	private readonly tries = new Map<string, number>();

	note(step: Step): void {
		this.done.push(nameOf(step));
		this.changes.push(...changesOf(step));
	}

	/** Whether a step that met something unknown may be planned anew. */
	mayPlanAnew(step: Step): boolean {
		const name = nameOf(step);
		const tries = (this.tries.get(name) ?? 0) + 1;
		this.tries.set(name, tries);
		return tries <= MOST_TRIES;
	}

	sentKey(section: SectionName, key: string): string {
		return `${section} ${key}`;
	}
}

/** What a failure in the middle adds to its advice. */
const GO_ON = 'Nothing was undone, and sending the same again goes on from there.';

/** Passwords that the node has made and cannot put out any more. */
function lostPasswords({ sections, providerName }: ConfigurationPort, progress: Progress): string {
	const lost = Object.keys(progress.passwords).join(' and ');
	if (lost === '') return '';
	return sections.sipCredentials?.setPassword === undefined
		? `The new password of ${lost} is lost with this failure, and ${providerName} cannot change it: use another user name.`
		: `The new password of ${lost} is lost with this failure: set it anew with 'Passwords'.`;
}

/** What the next run cannot see, so that it does not know whether it is there. */
function unseenLater(
	{ sections }: ConfigurationPort,
	{ madeTrunk }: Progress,
	unmade: Step[],
): string | undefined {
	const names = unmade
		.flatMap(changesOf)
		.filter(({ action, about }) => action === 'add' && isUnreadable(sections, about))
		.map(({ name }) => name);
	if (madeTrunk === undefined || names.length === 0) return undefined;
	return `For ${names.join(' and ')}, which cannot be read, turn on 'Add Unreadable Entries' then.`;
}

/** What has been replaced on the trunk, was not removed, and shows nothing that would say whose it was. */
function notFoundLater({ sections }: ConfigurationPort, unmade: Step[]): string | undefined {
	// Until the trunk names another one, or is gone, it is found by the trunk.
	if (unmade.some(({ kind }) => kind === 'settle' || kind === 'removeTrunk')) return undefined;
	const names = unmade
		.flatMap(changesOf)
		.filter(
			({ action, about }) =>
				action === 'remove' &&
				about in sections &&
				sections[about as keyof typeof sections]?.rules.hasNoMark === true,
		)
		.map(({ name }) => name);
	if (names.length === 0) return undefined;
	return `Remove ${names.join(' and ')} yourself: it is on no trunk any more, and the next run cannot tell whose it was.`;
}

const isUnreadable = (sections: ConfigurationPort['sections'], about: Change['about']) =>
	about in sections && sections[about as keyof typeof sections]?.rules.read === false;

/**
 * The failure of a step, with what was done before it and what is left, in words and in the error's `details`.
 *
 * @param step undefined where the plan itself failed
 */
export function failedAt(
	error: unknown,
	{ port, progress }: { port: ConfigurationPort; progress: Progress },
	step: Step | undefined,
	later: Step[],
): unknown {
	if (!(error instanceof RequestFailure)) return error;
	const { done } = progress;
	const left = later.map(nameOf);
	if (step === undefined && done.length === 0) return error;
	const sentences = [
		error.message,
		step === undefined ? '' : `This was the step "${nameOf(step)}".`,
		done.length > 0 ? `Done before: ${done.join('; ')}.` : 'Nothing was done before.',
		left.length > 0 ? `Left: ${left.join('; ')}.` : '',
		lostPasswords(port, progress),
	];
	const unmade = step === undefined ? later : [step, ...later];
	return error.with(
		{
			advice: [
				error.advice,
				GO_ON,
				unseenLater(port, progress, unmade),
				notFoundLater(port, unmade),
			]
				.filter((one) => one !== undefined)
				.join(' '),
			report: {
				...error.report,
				step: step === undefined ? null : nameOf(step),
				done: [...done],
				left,
			},
		},
		sentences.filter((one) => one !== '').join(' '),
	);
}
