import { setTimeout as sleep } from 'node:timers/promises';
import { N8nRefusal, N8nRest } from '../n8nRest.mjs';

/** How often and how long apart an execution is asked for whose data are not stored yet. */
const MOST_LOOKS = 160;
const LOOK_AGAIN_MS = 250;

/** The same calls at an older n8n, where some of them were others. */
export class OlderRest extends N8nRest {
	override async get<Answer>(path: string, looks = MOST_LOOKS): Promise<Answer> {
		try {
			return await super.get<Answer>(path);
		} catch (error) {
			// Until the data of an execution are written, some fail over what is not there.
			if (looks > 1 && failsOverData(error)) {
				await sleep(LOOK_AGAIN_MS);
				return await this.get<Answer>(path, looks - 1);
			}
			// An n8n that says nothing about publishing has published when it has answered.
			if (isUnknown(error) && path.endsWith('/publication-status')) {
				return { status: 'published', triggers: [] } as Answer;
			}
			throw error;
		}
	}

	override async post<Answer>(path: string, body: unknown): Promise<Answer> {
		const [, id, verb] = /^\/workflows\/([^/]+)\/(activate|run)$/.exec(path) ?? [];
		if (verb === 'run') {
			const workflowData = await this.get(`/workflows/${id}`);
			return await super.post<Answer>(path, { workflowData, ...(body as object) });
		}
		try {
			return await super.post<Answer>(path, body);
		} catch (error) {
			if (!isUnknown(error) || verb !== 'activate') throw error;
			return await this.saveAndActivate<Answer>(id);
		}
	}

	/** What was imported by command has no version that can be published; before 2.0, saving it as active is all. */
	private async saveAndActivate<Answer>(id: string): Promise<Answer> {
		const path = `/workflows/${id}`;
		const { nodes, connections } = await this.get<{ nodes: Placed[]; connections: object }>(path);
		const [{ position, ...first }, ...others] = nodes;
		const moved = [{ ...first, position: [position[0] + 1, position[1]] }, ...others];
		const changed = { nodes: moved, connections, active: true };
		const saved = await this.patch<Answer & { versionId: string }>(path, changed);
		try {
			return await super.post<Answer>(`${path}/activate`, { versionId: saved.versionId });
		} catch (error) {
			if (!isUnknown(error)) throw error;
			return saved;
		}
	}
}

interface Placed {
	position: [number, number];
}

const failsOverData = (error: unknown) =>
	error instanceof N8nRefusal && error.message.includes("reading 'resultData'");

const isUnknown = (error: unknown) => error instanceof N8nRefusal && error.status === 404;
