/** A refusal of n8n's own REST interface. */
export class N8nRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
		this.name = 'N8nRefusal';
	}
}

/** Who may sign in to a playground's n8n. */
export interface Owner {
	email: string;
	password: string;
}

/** The interface that n8n's editor uses. Calls other than those to sign in need `signIn` first. */
export class N8nRest {
	private cookie = '';

	constructor(readonly address: string) {}

	get<Answer>(path: string): Promise<Answer> {
		return this.request<Answer>('GET', path);
	}

	post<Answer>(path: string, body: unknown): Promise<Answer> {
		return this.request<Answer>('POST', path, body);
	}

	patch<Answer>(path: string, body: unknown): Promise<Answer> {
		return this.request<Answer>('PATCH', path, body);
	}

	/** Signs in, after making the owner where this n8n has none yet. @throws N8nRefusal */
	async signIn(owner: Owner): Promise<void> {
		const login = { emailOrLdapLoginId: owner.email, password: owner.password };
		try {
			await this.post('/login', login);
		} catch (error) {
			if (!(error instanceof N8nRefusal) || error.status !== 401) throw error;
			await this.post('/owner/setup', { ...owner, firstName: 'SIP Trunk', lastName: 'Playground' });
			await this.post('/login', login);
		}
	}

	/** @throws N8nRefusal for every status outside 2xx */
	private async request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const response = await fetch(`${this.address}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nRefusal(response.status, messageOf(text));
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return (JSON.parse(text) as { data: Answer }).data;
	}
}

function messageOf(text: string): string {
	try {
		return (JSON.parse(text) as { message?: string }).message ?? text;
	} catch {
		return text.slice(0, 300);
	}
}
