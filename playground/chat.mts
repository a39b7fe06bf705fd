import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { n8nPrograms } from './base/installation.mjs';
import type { Sandbox } from '../sandbox/index.js';
import type { Workflow, WorkflowNode } from './examples.mjs';
import type { N8nRest } from './n8nRest.mjs';

/** What a person writes into the chat, and which button they press when they are asked. */
export interface ChatCall {
	message: string;
	press: string;
	/** What others do at the providers before the button is pressed. */
	meanwhile?: (sandbox: Sandbox) => void;
}

export interface Chat {
	executionId: string;
	/** What n8n asked with buttons below it. */
	questions: string[];
	/** What n8n said otherwise. */
	replies: string[];
	/** Leaves the chat. */
	close(): void;
}

interface Question {
	type: 'with-buttons';
	text: string;
	buttons: Array<{ text: string; link: string }>;
}

/** The part of the package "ws" that is used here. */
interface Socket {
	on(event: 'message', listener: (data: Buffer) => void): void;
	on(event: 'error', listener: (error: Error) => void): void;
	send(text: string): void;
	terminate(): void;
}

/**
 * Writes a message to a workflow that a Chat Trigger starts, as the chat below n8n's canvas does, and presses the
 * buttons that it is shown. Resolves when the workflow has begun; the chat goes on until it is closed.
 * @throws Error where n8n does not take the message
 */
export async function startChat(
	rest: N8nRest,
	{ id }: Workflow,
	trigger: WorkflowNode,
	{ message, press }: Pick<ChatCall, 'message' | 'press'>,
	{ stopping, meanwhile }: { stopping: AbortSignal; meanwhile?: () => void },
): Promise<Chat> {
	const sessionId = randomUUID();
	await rest.post(`/workflows/${id}/run`, {
		triggerToStartFrom: { name: trigger.name },
		chatSessionId: sessionId,
	});
	const response = await fetch(`${rest.address}/webhook-test/${id}/${sessionId}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ action: 'sendMessage', sessionId, chatInput: message }),
		signal: stopping,
	});
	if (!response.ok) throw new Error(`its chat answered ${response.status}`);
	const { executionId, resumeToken } = (await response.json()) as {
		executionId: string;
		resumeToken: string;
	};
	const query = new URLSearchParams({ sessionId, executionId, token: resumeToken });
	const socket = await connect(`${rest.address.replace(/^http/, 'ws')}/chat?${query}`);
	const chat: Chat = { executionId, questions: [], replies: [], close: () => socket.terminate() };
	socket.on('error', (error) => chat.replies.push(`The chat broke: ${error.message}`));
	socket.on('message', (data) => {
		const text = data.toString();
		if (text === 'n8n|heartbeat') return socket.send('n8n|heartbeat-ack');
		if (text === 'n8n|continue') return;
		const question = questionIn(text);
		if (!question) return void chat.replies.push(text);
		chat.questions.push(question.text);
		meanwhile?.();
		void pressButton(question, press, stopping).catch((error: Error) =>
			chat.replies.push(error.message),
		);
	});
	return chat;
}

/** n8n has the package for its own end of the chat. */
async function connect(address: string): Promise<Socket> {
	const { WebSocket } = createRequire(n8nPrograms.n8n)('ws') as {
		WebSocket: new (address: string) => Socket & NodeJS.EventEmitter;
	};
	const socket = new WebSocket(address);
	await once(socket, 'open');
	return socket;
}

function questionIn(text: string): Question | undefined {
	try {
		const { type } = JSON.parse(text) as Partial<Question>;
		return type === 'with-buttons' ? (JSON.parse(text) as Question) : undefined;
	} catch {
		return undefined;
	}
}

async function pressButton({ buttons }: Question, label: string, stopping: AbortSignal) {
	const button = buttons.find(({ text }) => text === label);
	if (!button) throw new Error(`There is no button "${label}".`);
	// n8n takes whoever does not look like a browser for a robot, and answers it with an empty page.
	const headers = {
		'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
	};
	const response = await fetch(button.link, { headers, signal: stopping });
	const page = await response.text();
	if (!response.ok || page === '') {
		throw new Error(`The button "${label}" was not accepted (HTTP ${response.status}).`);
	}
}
