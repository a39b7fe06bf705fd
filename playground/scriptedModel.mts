import { fastify } from './webServer.js';

/** A message of a conversation, as far as the script needs it. */
interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content?: string | Array<{ text?: string }> | null;
}

interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

/** What the model says next: words, or a tool that it wants to use. */
type Turn = { says: string } | { uses: ToolCall };

export interface ScriptedModel {
	/** Base URL for an OpenAI credential. */
	address: string;
	/** Every tool that it has asked for, in order. */
	readonly toolCalls: ToolCall[];
	stop(): Promise<void>;
}

const modelName = 'scripted-model';

/**
 * Stands in for a language model, on this machine only: it speaks the language of OpenAI's chat completions and
 * follows one plan for `examples/agent-with-approval.json`, whatever it is asked.
 * https://platform.openai.com/docs/api-reference/chat
 */
export async function startScriptedModel(): Promise<ScriptedModel> {
	const toolCalls: ToolCall[] = [];
	const app = fastify({ forceCloseConnections: true });
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: modelName, object: 'model' }] }));
	app.post<{ Body: { messages: Message[] } }>('/v1/chat/completions', (request) => {
		const turn = nextTurn(request.body.messages);
		if ('uses' in turn) toolCalls.push(turn.uses);
		return completion(turn, toolCalls.length);
	});
	const address = await app.listen({ host: '127.0.0.1', port: 0 });
	return { address: `${address}/v1`, toolCalls, stop: async () => await app.close() };
}

/** The plan: look at the trunks, propose the one that was asked for, tell what came of it. Pure. */
export function nextTurn(messages: Message[]): Turn {
	const asked = messages.findLastIndex(({ role }) => role === 'user');
	const results = messages.slice(asked + 1).filter(({ role }) => role === 'tool');
	const name = trunkName(textOf(messages[asked]));
	if (results.length === 0)
		return { uses: { name: 'List_trunks', arguments: { nameContains: '' } } };
	if (results.length === 1) {
		const toolParameters = { name, domainName: `${slugOf(name)}.pstn.twilio.com` };
		return { uses: { name: 'Create_trunk', arguments: { toolParameters, hitlParameters: {} } } };
	}
	return { says: closingWords(name, textOf(results[1])) };
}

/** The words in quotation marks, as in: Create a trunk "Front desk". */
const trunkName = (request: string) => /["“]([^"”]+)["”]/.exec(request)?.[1] ?? 'Front desk';

const slugOf = (name: string) =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

function closingWords(name: string, result: string): string {
	const id = /TK[0-9a-f]{32}/.exec(result)?.[0];
	if (id) return `I have created the trunk "${name}" with the ID ${id}.`;
	return `I have not created "${name}". I was told: ${result}`;
}

function textOf(message: Message | undefined): string {
	const content = message?.content ?? '';
	return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
}

function completion(turn: Turn, id: number) {
	const message =
		'says' in turn
			? { role: 'assistant', content: turn.says }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: `call_${id}`,
							type: 'function',
							function: { name: turn.uses.name, arguments: JSON.stringify(turn.uses.arguments) },
						},
					],
				};
	return {
		id: `chatcmpl-${id}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: modelName,
		choices: [{ index: 0, message, finish_reason: 'says' in turn ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
	};
}
