import { chromium, selectors, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Playground } from '../playground.mjs';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--force-color-profile=srgb',
];

/** How long anything in the editor may take to appear, in milliseconds; a page takes 10 s on a busy machine, and a minute on a very busy one. */
export const patience = 120_000;

/** What n8n's editor says by itself with any community node; everything else is held against the node. */
const ownMessages = [
	{ pattern: /registry\.npmjs\.org/, reason: 'asks npm about the community package' },
];

export interface Messages {
	/** Errors and warnings of the browser's console, and uncaught exceptions. */
	found: string[];
	/** How often n8n said something of its own, by reason. */
	own: Map<string, number>;
}

export interface OpenBrowser {
	page: Page;
	context: BrowserContext;
	messages: Messages;
	close(): Promise<void>;
}

export interface BrowserOptions {
	colorScheme: 'light' | 'dark';
	width: number;
	height: number;
}

export async function launchChromium(program: string): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: program, args: flags });
}

/** A browser window that is signed in to the playground's n8n and reaches nothing but this machine. */
export async function openWindow(
	browser: Browser,
	{ n8n, owner }: Playground,
	{ colorScheme, width, height }: BrowserOptions,
): Promise<OpenBrowser> {
	const context = await browser.newContext({
		baseURL: n8n.address,
		colorScheme,
		locale: 'en-GB',
		viewport: { width, height },
	});
	context.setDefaultTimeout(patience);
	await context.route(
		(url) => url.hostname !== '127.0.0.1',
		async (route) => await route.abort(),
	);
	const response = await context.request.post('/rest/login', {
		data: { emailOrLdapLoginId: owner.email, password: owner.password },
	});
	if (!response.ok()) throw new Error(`n8n refused the sign-in with ${response.status()}`);
	const page = await context.newPage();
	page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
	return { page, context, messages: listen(page), close: async () => await context.close() };
}

function listen(page: Page): Messages {
	const messages: Messages = { found: [], own: new Map() };
	const note = (text: string) => {
		const own = ownMessages.find(({ pattern }) => pattern.test(text));
		if (own) messages.own.set(own.reason, (messages.own.get(own.reason) ?? 0) + 1);
		else messages.found.push(text);
	};
	page.on('console', (message) => {
		if (!['error', 'warning'].includes(message.type())) return;
		note(`${message.type()}: ${message.text()} (${message.location().url})`);
	});
	page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
	return messages;
}
