/** Tells the person who waits what is measured, which run of how many it is, and for how long the work has been going on. */
export class Progress {
	private readonly began = Date.now();
	private words = '';
	private readonly ticking = setInterval(() => this.show(), 1000);

	/** @param work which one of how many, and its name */
	constructor(private readonly work: string) {
		this.say('begin');
	}

	say(words: string): void {
		this.words = words;
		if (process.stderr.isTTY) this.show();
		else process.stderr.write(`${this.line()}\n`);
	}

	end(): void {
		clearInterval(this.ticking);
		if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
	}

	private line(): string {
		return `[${this.work}] ${this.words} (${Math.round((Date.now() - this.began) / 1000)} s)`;
	}

	/** On a screen, one line that is written over. */
	private show(): void {
		if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${this.line()}`);
	}
}
