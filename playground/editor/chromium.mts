import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { InstallationContext } from '../base/installation.mjs';
import { Problem } from '../base/problem.mjs';
import { runProgram } from '../base/program.mjs';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const advice =
	'install Chromium (Debian and Ubuntu: "sudo apt-get install chromium") and start again';

function onPath(program: string): string | undefined {
	const files = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
	return files.find((file) => {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

const findChromium = () => programs.map(onPath).find((file) => file !== undefined);

/** The browser, installed from Debian's packages where it is missing and that is allowed. @throws Problem */
export async function chromiumProgram({ log, stopping }: InstallationContext): Promise<string> {
	const present = findChromium();
	if (present) return present;
	if (process.getuid?.() !== 0 || !onPath('apt-get')) {
		throw new Problem(`The tests of the editor need a browser: ${advice}.`);
	}
	const aptGet = async (words: string[]) =>
		await runProgram(
			{
				command: 'apt-get',
				arguments: words,
				folder: '/',
				environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
				onLine: (line) => log.write('apt-get', line),
			},
			stopping,
		);
	try {
		await aptGet(['update', '-qq']);
		await aptGet(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu']);
	} catch (error) {
		if (stopping.aborted) throw error;
		log.write('apt-get', String(error));
	}
	const installed = findChromium();
	if (!installed) throw new Problem(`Chromium could not be installed: ${advice}.`);
	return installed;
}
